package io.github.qxylogin.spring;

import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation {@code qixiangyun.login.call} of each call, which is a span where the
 * application traces, and has an error if no answer came that can be read. Its parent is the
 * caller's own, for calls that block; the fetch of a token, for which all callers wait, has none.
 */
final class CallObservations implements ClientObservers {
  static final String NAME = "qixiangyun.login.call";

  private final ObservationRegistry registry;

  CallObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public CallObserver observer(String client) {
    return operation -> {
      Observation observation =
          Observation.createNotStarted(NAME, registry)
              .contextualName("qixiangyun " + CallTags.operation(operation))
              .lowCardinalityKeyValue(CallTags.CLIENT, client)
              .lowCardinalityKeyValue(CallTags.OPERATION, CallTags.operation(operation))
              .start();
      return report -> {
        observation
            .lowCardinalityKeyValue(CallTags.FAMILY, CallTags.family(report))
            .lowCardinalityKeyValue(CallTags.OUTCOME, CallTags.outcome(report));
        if (CallTags.outcome(report).equals(CallTags.FAILED)) {
          observation.error(new FailedCallException(report));
        }
        observation.stop();
      };
    };
  }

  /** A report has only the class of what was thrown, so this says it; it is never thrown. */
  static final class FailedCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedCallException(CallReport report) {
      super(
          CallTags.operation(report.operation())
              + ": "
              + (report.failure() == null
                  ? "an answer that cannot be read, HTTP " + report.httpStatus()
                  : report.failure().getName()),
          null,
          false,
          false);
    }
  }
}
