package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Consumer;

/** Times each call as {@code qixiangyun.login.calls}, token fetches included. */
final class CallMetrics implements QixiangyunLoginObserver {
  private final MeterRegistry registry;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    return report ->
        Timer.builder(CallTags.NAME)
            .description("Calls to the Qixiangyun platform, with all their attempts")
            .tag(CallTags.CLIENT, client)
            .tag(CallTags.OPERATION, CallTags.operation(operation))
            .tag(CallTags.FAMILY, CallTags.family(report))
            .tag(CallTags.OUTCOME, CallTags.outcome(report))
            .register(registry)
            .record(report.duration());
  }
}
