package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.judge.CaseMatcher;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Timing;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.text.ResponseMasking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges recorded calls as a run of checks, one for each call of an operation. Of all other calls
 * it only counts how many there were.
 */
public final class RecordedRun {
  private static final String PREFLIGHT = "OPTIONS";

  private final Contract contract;
  private final Masking masking;
  private final ResponseMasking responseMasking;
  private final DriftOverlay edits;
  private final Judge judge;
  private final List<Outcome> outcomes = new ArrayList<>();
  private Instant start = Instant.MAX;
  private final Map<Operation, Set<String>> codes = new LinkedHashMap<>();
  private final Map<String, Integer> notes = new TreeMap<>();
  private final Map<String, Integer> others = new TreeMap<>();

  /**
   * Judges calls by a contract.
   *
   * @param edits collects the drift of the calls
   */
  public RecordedRun(Contract contract, Masking masking, DriftOverlay edits) {
    this.contract = contract;
    this.masking = masking;
    this.edits = edits;
    this.responseMasking = new ResponseMasking(contract, masking);
    this.judge = new Judge(contract, masking);
    masking.hideResponses();
  }

  void add(HarEntry call) {
    if (call.leftOut()) {
      note("left out: faults and errors of the mock server itself, or calls that were given up");
      return;
    }
    Optional<Operation> atPath =
        contract.operationAt(call.path()).or(() -> behindAGateway(call.path()));
    Optional<Operation> operation = atPath.filter(o -> o.method().equals(call.method()));
    if (operation.isPresent()) {
      String path = operation.get().path();
      String prefix = call.path().substring(0, call.path().length() - path.length());
      if (!prefix.isEmpty()) {
        note("found by the end of the path, behind " + responseMasking.path(prefix));
      }
      if (call.undecodable()) {
        note("judged by the head alone: the body cannot be decoded, or is too long");
      }
      judge(operation.get(), call);
    } else if (atPath.isEmpty() || !call.method().equals(PREFLIGHT)) {
      String method = call.method().matches("[A-Z]{1,10}") ? call.method() : Redaction.MASK;
      String host = responseMasking.text(call.host());
      others.merge(method + " " + host + responseMasking.path(call.path()), 1, Integer::sum);
    }
  }

  private void note(String text) {
    notes.merge(text, 1, Integer::sum);
  }

  /** Gateways put a prefix before the paths of their services. */
  private Optional<Operation> behindAGateway(String path) {
    Set<Operation> ends = new HashSet<>();
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      contract.operationAt(path.substring(slash)).ifPresent(ends::add);
    }
    return ends.stream().filter(end -> ends.size() == 1).findFirst();
  }

  private void judge(Operation operation, HarEntry call) {
    Response response = call.response();
    List<Finding> findings = new ArrayList<>(judge.observed(operation, call.request(), response));
    if (!call.ofTheSuite()) {
      findings.addAll(judge.sent(operation, call.request(), response));
    }
    codes
        .computeIfAbsent(operation, o -> new HashSet<>())
        .add(new Envelope(response.body()).code().orElse(""));
    String id = operation.id() + "/recorded/" + (outcomes.size() + 1);
    Step.Call step =
        Step.Call.of(operation, new Body.Text(""), expected(operation, response.body()));
    Check check = new Check(id, operation, "recorded call", Set.of(), List.of(step));
    edits.observe(check, step, call.request(), response, findings);
    Call recorded =
        new Call(
            0,
            operation,
            masking.response(call.request()),
            response.status(),
            masking.contentType(response.contentType()),
            masking.shown(response),
            findings.stream().map(finding -> finding.cleaned(masking)).toList(),
            Optional.empty(),
            call.timing());
    Duration took = call.timing().map(Timing::took).orElse(Duration.ZERO);
    call.timing().map(Timing::at).filter(start::isAfter).ifPresent(at -> start = at);
    outcomes.add(Outcome.judged(check, List.of(recorded), took));
  }

  /** Returns the documented responses with the same code or, without any, all successes. */
  private static Expectation expected(Operation operation, JsonNode body) {
    List<Expectation.Documented> alike =
        CaseMatcher.ofCode(operation, body).stream().map(Expectation.Documented::new).toList();
    return alike.isEmpty()
        ? Expectation.OneOf.success(operation)
        : new Expectation.OneOf(alike, Optional.empty());
  }

  /** Returns the outcomes; an operation that got one system error alone was never reached. */
  public List<Outcome> outcomes() {
    return outcomes.stream()
        .map(one -> isSystemErrorAlone(one.check().operation()) ? neverReached(one) : one)
        .toList();
  }

  private boolean isSystemErrorAlone(Operation operation) {
    Set<String> seen = codes.get(operation);
    return seen.size() == 1
        && operation
            .code(seen.iterator().next())
            .filter(known -> known.family() == Family.SYSTEM && !known.success())
            .isPresent();
  }

  private static Outcome neverReached(Outcome outcome) {
    Difference difference = Difference.ALWAYS_REJECTED;
    JsonPointer code = JsonPointer.empty().appendProperty(Envelope.CODE);
    Call call = outcome.calls().get(0);
    Call reached = call.with(new Finding(code, difference, difference.words()));
    return Outcome.judged(outcome.check(), List.of(reached), outcome.took());
  }

  /** Returns when the first call was sent, if the recording has the time. */
  public Instant start() {
    return start.equals(Instant.MAX) ? Instant.EPOCH : start;
  }

  /** Returns the remarks about the recording, with the number of calls. */
  public Map<String, Integer> notes() {
    return notes;
  }

  /** Returns the calls of no operation. */
  public Map<String, Integer> others() {
    return others;
  }
}
