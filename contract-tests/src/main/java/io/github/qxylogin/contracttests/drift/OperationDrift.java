package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.PrintedValues;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the calls of one operation showed, beside what the contract says of it. */
public final class OperationDrift {

  /** What the codes that came are listed under. */
  public static final String CODES = "codes";

  private static final String MEDIA_TYPE = "application/json";

  private final Operation operation;
  private final SchemaView request;
  private final SchemaView answer;
  private final Looks looks;
  private final ClosestCase closest;
  private final KnownCodes codes;
  private final PrintedValues printed;
  private final Map<DriftFinding.Key, DriftFinding> findings = new LinkedHashMap<>();
  private final JudgedDrift judged = new JudgedDrift();
  private final Map<String, Tally> forms = new TreeMap<>();
  private final Map<String, Tally> heads = new LinkedHashMap<>();
  private final Set<String> casesSeen = new LinkedHashSet<>();
  private int calls;
  private int answers;

  OperationDrift(Contract contract, Operation operation, KnownCodes codes, PrintedValues printed) {
    this.printed = printed;
    this.operation = operation;
    this.request = contract.requestSchema(operation);
    this.answer = contract.answerSchema(operation);
    this.looks = new Looks(operation, answer);
    this.closest = new ClosestCase(contract, operation, looks);
    this.codes = codes;
    List.of("statuses", "mediaTypes", CODES).forEach(head -> heads.put(head, new Tally()));
  }

  /** Takes note of a call. */
  void add(ObservedCall call, boolean withRequest) {
    calls++;
    CallDrift drift =
        new CallDrift(
            printed,
            call.request(),
            (place, form) -> forms.computeIfAbsent(place, p -> new Tally()).add(form));
    if (withRequest && call.request().isObject()) {
      drift.request(request, call.request());
    }
    if (call.status() > 0) {
      head(call, drift);
      call.answer().ifPresent(body -> body(body, drift));
    } else {
      drift.add(DriftKind.NO_ANSWER, "");
    }
    drift.found().forEach((key, values) -> note(key, values, call));
  }

  /**
   * Takes note of what the suite found about a call, which it has told of if there was an answer.
   */
  void judged(Outcome outcome, Outcome.Exchange exchange) {
    if (exchange.status() == 0) {
      calls++;
    }
    judged.add(outcome, exchange, findings.keySet());
  }

  private void note(DriftFinding.Key key, List<JsonNode> values, ObservedCall call) {
    DriftFinding finding = findings.computeIfAbsent(key, k -> new DriftFinding(k, call));
    finding.seenOnce();
    values.forEach(finding::add);
  }

  private void head(ObservedCall call, CallDrift drift) {
    String status = Integer.toString(call.status());
    heads.get("statuses").add(status);
    if (operation.cases().stream().noneMatch(c -> c.status() == call.status())) {
      drift.add(DriftKind.STATUS, status);
    }
    String mediaType = Answer.mediaType(call.contentType());
    heads.get("mediaTypes").add(mediaType.isEmpty() ? "none" : mediaType);
    if (!mediaType.equalsIgnoreCase(MEDIA_TYPE)) {
      drift.add(DriftKind.MEDIA_TYPE, mediaType.isEmpty() ? "none" : mediaType);
    }
  }

  private void body(JsonNode body, CallDrift drift) {
    if (body.isMissingNode()) {
      drift.add(DriftKind.NO_JSON, "");
      return;
    }
    if (JsonType.of(body).equals(JsonType.MASKED)) {
      return;
    }
    answers++;
    drift.answer(answer, body);
    Optional<String> code = new Envelope(body).code();
    code.ifPresent(c -> code(c, body, drift));
  }

  private void code(String code, JsonNode body, CallDrift drift) {
    heads.get(CODES).add(code);
    List<String> alike = looks.casesLike(body).stream().map(Case::name).toList();
    casesSeen.addAll(alike);
    drift.closest(closest.findings(body));
    if (alike.isEmpty()) {
      drift.code(code, operation, codes, looks, closest.codeOfItsData(body), body);
    }
  }

  public Operation operation() {
    return operation;
  }

  /** Returns what was found, the breaking first. */
  public List<DriftFinding> findings() {
    return Stream.concat(findings.values().stream(), judged.findings().stream())
        .sorted((a, b) -> Boolean.compare(b.kind().breaking(), a.kind().breaking()))
        .toList();
  }

  public int calls() {
    return calls;
  }

  /** Returns how many answers were recorded and are JSON. */
  public int answers() {
    return answers;
  }

  /** Returns how often each HTTP status, media type and code was seen. */
  public Map<String, Tally> heads() {
    return heads;
  }

  /** Returns how often each form was seen, place by place, where several are allowed. */
  public Map<String, Tally> forms() {
    return forms;
  }

  public List<String> casesSeen() {
    return List.copyOf(casesSeen);
  }

  public List<String> casesNeverSeen() {
    return operation.caseNames().stream().filter(name -> !casesSeen.contains(name)).toList();
  }
}
