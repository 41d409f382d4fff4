package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.stubbing.ActiveOutcome;
import io.github.qxylogin.mock.stubbing.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets, returns and removes stubbed outcomes; masks identities and secrets. */
record OutcomesResource(MockState state) {

  /** An outcome that has one of them may name its scene. */
  private static final List<String> OF_OUTCOMES = List.of("case", "code", "data", "response");

  /** A body of several outcomes. */
  record ListForm(List<Outcome> outcomes) {}

  /** A body with the name of a scene. */
  record SceneForm(String scene, @Nullable Integer times, @Nullable Duration lasting) {}

  /** A body with the number of a call, to return its response again. */
  record CallForm(Long request, @Nullable Integer times) {}

  record OutcomeView(
      @JsonUnwrapped Outcome outcome, @Nullable Integer left, @Nullable Instant until) {
    static OutcomeView of(ActiveOutcome set) {
      return new OutcomeView(set.outcome(), set.left(), set.until());
    }
  }

  /** Returns the outcomes of an identity, which is masked. */
  private ObjectNode view(String identity, List<ActiveOutcome> set) {
    return ControlJson.object()
        .put("identity", Recipients.masked(identity))
        .set("outcomes", views(state, set));
  }

  static JsonNode views(MockState state, List<ActiveOutcome> set) {
    JsonNode views = ControlJson.tree(set.stream().map(OutcomeView::of).toList());
    return new Secrets(state.indexes().redaction(), 1).clean(views);
  }

  MockResponse list(ControlRequest request) {
    return ControlJson.response(
        state.outcomes().all().entrySet().stream()
            .map(entry -> view(entry.getKey(), entry.getValue()))
            .toList());
  }

  MockResponse read(ControlRequest request) {
    List<ActiveOutcome> set = state.outcomes().of(request.named());
    return set.isEmpty()
        ? MockResponse.problem(404, "control.no-outcome")
        : ControlJson.response(view(request.named(), set));
  }

  MockResponse set(ControlRequest request) {
    List<ActiveOutcome> set = state.outcomes().set(request.named(), outcomes(request.body()));
    return ControlJson.response(view(request.named(), set));
  }

  /** Reads a body. The field that only one form has selects the form. */
  private List<Outcome> outcomes(ObjectNode body) {
    if (body.hasNonNull("scene") && OF_OUTCOMES.stream().noneMatch(body::hasNonNull)) {
      SceneForm form = ControlJson.read(body, SceneForm.class);
      return state.scenes().outcomes(form.scene(), form.times(), form.lasting());
    }
    if (body.hasNonNull("request")) {
      return List.of(recorded(ControlJson.read(body, CallForm.class)));
    }
    if (body.hasNonNull("outcomes")) {
      return ControlJson.read(body, ListForm.class).outcomes();
    }
    return List.of(ControlJson.read(body, Outcome.class));
  }

  private Outcome recorded(CallForm form) {
    Optional<JournalEntry> entry = state.journal().entry(form.request());
    InvalidValueException.check(entry.isPresent(), "outcome.no-call", form.request());
    RecordedCall call = entry.get().call();
    String caseName = call.decision().caseName();
    String code = call.response().code();
    Optional<Operation> operation = state.indexes().contract().operationAt(call.request().path());
    boolean documented = operation.flatMap(called -> called.findCase(caseName)).isPresent();
    InvalidValueException.check(
        operation.isPresent() && (documented || !code.isEmpty()),
        "outcome.no-response",
        form.request());
    return new Outcome(
        documented ? caseName : null,
        documented ? null : code,
        operation.map(Operation::id).orElse(null),
        form.times(),
        null);
  }

  MockResponse remove(ControlRequest request) {
    return ControlApi.removed(state.outcomes().remove(request.named()) ? 1 : 0);
  }

  MockResponse removeAll(ControlRequest request) {
    int removed = state.outcomes().all().size();
    state.outcomes().reset();
    return ControlApi.removed(removed);
  }
}
