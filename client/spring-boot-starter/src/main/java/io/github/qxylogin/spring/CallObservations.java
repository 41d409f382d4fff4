package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallReport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;

/**
 * Makes an observation {@code qixiangyun.login.calls} of each call. Micrometer makes a timer of it,
 * and a span where the application traces. It has an error if no readable response came. The parent
 * of a blocking call's observation is the caller's; a token fetch, for which all callers wait, has
 * no parent.
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
        // A report has only the class of what was thrown.
        observation.error(new IllegalStateException(CallTags.result(report)));
      }
      observation.stop();
    };
  }
}
