package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.stubbing.ActiveOutcome;
import io.github.qxylogin.mock.stubbing.Fault;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.stubbing.Outcomes;
import io.github.qxylogin.mock.stubbing.Scenes.Scene;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and replaces all that testers have set, with identities in clear. */
public record SetupResource(MockState state) {

  record ClockSetup(@Nullable Duration ahead, @Nullable Boolean frozen) {
    ClockSetup {
      ahead = Objects.requireNonNullElse(ahead, Duration.ZERO);
      frozen = Objects.requireNonNullElse(frozen, false);
    }
  }

  /** All that is set; a missing member has nothing. */
  record Setup(
      @Nullable ClockSetup clock,
      Map<String, List<Outcome>> outcomes,
      Map<String, Fault> faults,
      List<Scene> scenes,
      Map<String, String> callbacks) {
    Setup {
      clock = Objects.requireNonNullElse(clock, new ClockSetup(null, null));
      outcomes = Objects.requireNonNullElse(outcomes, Map.of());
      faults = Objects.requireNonNullElse(faults, Map.of());
      scenes = Objects.requireNonNullElse(scenes, List.of());
      callbacks = Objects.requireNonNullElse(callbacks, Map.of());
    }
  }

  MockResponse read(ControlRequest request) {
    return ControlJson.response(state.store().transact(this::setup));
  }

  private Setup setup() {
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    state
        .outcomes()
        .all()
        .forEach(
            (identity, set) ->
                outcomes.put(identity, set.stream().map(ActiveOutcome::remaining).toList()));
    Map<String, Fault> faults = new LinkedHashMap<>();
    state.faults().all().forEach(set -> faults.put(set.name(), set.remaining()));
    return new Setup(
        new ClockSetup(state.clock().offset(), state.clock().isFrozen()),
        outcomes,
        faults,
        state.scenes().own(),
        state.callbacks().addresses());
  }

  MockResponse replace(ControlRequest request) {
    set(request.body());
    return read(request);
  }

  /**
   * Replaces all that is set.
   *
   * @throws IllegalArgumentException naming the place, if the setup is wrong; then nothing changes
   */
  public void set(ObjectNode setup) {
    Setup contents = ControlJson.read(setup.deepCopy(), Setup.class);
    state.store().run(() -> set(contents));
  }

  private void set(Setup contents) {
    Contract contract = state.indexes().contract();
    ClockSetup clock = contents.clock();
    at("/clock", () -> state.clock().set(clock.ahead(), clock.frozen()));
    state.outcomes().reset();
    InvalidValueException.check(
        contents.outcomes().size() <= Outcomes.MAX_IDENTITIES,
        "outcome.list-too-long",
        Outcomes.MAX_IDENTITIES);
    contents
        .outcomes()
        .forEach(
            (identity, set) ->
                at(
                    "/outcomes/" + Recipients.masked(identity),
                    () -> state.outcomes().set(identity, set)));
    state.faults().reset();
    contents
        .faults()
        .forEach((name, fault) -> at("/faults/" + name, () -> state.faults().set(name, fault)));
    state.scenes().reset();
    for (int i = 0; i < contents.scenes().size(); i++) {
      Scene scene = contents.scenes().get(i);
      at("/scenes/" + i, () -> state.scenes().set(scene));
    }
    contents
        .callbacks()
        .keySet()
        .forEach(id -> at("/callbacks/" + id, () -> CallbacksResource.webhook(id, contract)));
    at("/callbacks", () -> state.callbacks().replace(contents.callbacks()));
  }

  private static void at(String place, Runnable part) {
    try {
      part.run();
    } catch (InvalidValueException wrong) {
      throw wrong.at(place);
    }
  }
}
