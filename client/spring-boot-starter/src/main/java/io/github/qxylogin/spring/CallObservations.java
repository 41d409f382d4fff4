package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;

/**
 * Creates an observation {@code qixiangyun.login.calls} for each call. Micrometer records it as a
 * timer, and as a span if the application traces. Without a readable response it has an error. The
 * parent of a blocking call is the caller's observation; a token fetch, which all callers share,
 * has no parent.
 */
final class CallObservations implements QixiangyunLoginObserver {
  private final ObservationRegistry registry;

  CallObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    Observation observation =
        Observation.createNotStarted(CallTags.NAME, registry)
            .contextualName("qixiangyun " + CallTags.operation(operation))
            .lowCardinalityKeyValue(CallTags.CLIENT, client)
            .lowCardinalityKeyValue(CallTags.OPERATION, CallTags.operation(operation))
            .start();
    return report -> {
      observation
          .lowCardinalityKeyValue(CallTags.FAMILY, CallTags.family(report))
          .lowCardinalityKeyValue(CallTags.OUTCOME, CallTags.outcome(report));
      if (CallTags.outcome(report).equals(CallTags.FAILED)) {
        // A report contains only the class of the exception.
        observation.error(new IllegalStateException(CallTags.result(report)));
      }
      observation.stop();
    };
  }
}
