package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times each call as {@code qixiangyun.login.calls}, tokens' fetches included. */
final class CallMetrics implements ClientObservers {
  static final String NAME = "qixiangyun.login.calls";

  private final MeterRegistry registry;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public CallObserver observer(String client) {
    return operation ->
        report ->
            Timer.builder(NAME)
                .description("Calls of the Qixiangyun platform, with all their attempts")
                .tag(CallTags.CLIENT, client)
                .tag(CallTags.OPERATION, CallTags.operation(operation))
                .tag(CallTags.FAMILY, CallTags.family(report))
                .tag(CallTags.OUTCOME, CallTags.outcome(report))
                .register(registry)
                .record(report.duration());
  }
}
