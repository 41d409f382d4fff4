package io.github.qxylogin.spring;

import io.github.qxylogin.client.CallObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation {@code qixiangyun.login.call} of each call, which is a span where the
 * application traces. Its parent is the caller's own, for calls that block.
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
      return report ->
          observation
              .lowCardinalityKeyValue(CallTags.FAMILY, CallTags.family(report))
              .lowCardinalityKeyValue(CallTags.OUTCOME, CallTags.outcome(report))
              .stop();
    };
  }
}
