package io.github.qxylogin.contracttests.drift;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.judge.CaseMatcher;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the calls of one operation showed, beside what the contract says of it. */
public final class OperationDrift {

  /** What the codes that came are listed under. */
  public static final String CODES = "codes";

  private static final Set<Difference> SHOWN_BY_NO_ANSWER =
      EnumSet.of(Difference.NO_ANSWER, Difference.NO_WAY_ON);

  private final Operation operation;
  private final SchemaView answer;
  private final CaseMatcher similar;
  private final Map<DriftFinding.Key, DriftFinding> findings = new LinkedHashMap<>();
  private final AllowedForms forms = new AllowedForms();
  private final Map<String, Map<String, Integer>> heads = new LinkedHashMap<>();
  private final Set<String> casesSeen = new LinkedHashSet<>();
  private @Nullable ObservedCall firstAnswered;
  private int calls;
  private int answers;

  OperationDrift(Contract contract, Operation operation) {
    this.operation = operation;
    this.answer = contract.answerSchema(operation);
    this.similar = new CaseMatcher(operation, answer);
    List.of("statuses", "mediaTypes", CODES).forEach(head -> heads.put(head, new TreeMap<>()));
  }

  /** Takes note of a call and of what was found about it. */
  void add(ObservedCall call, List<Finding> found) {
    calls++;
    if (call.status() > 0) {
      count("statuses", Integer.toString(call.status()));
      String mediaType = Answer.mediaType(call.contentType());
      count("mediaTypes", mediaType.isEmpty() ? "none" : mediaType);
    }
    call.answer()
        .filter(body -> !body.isMissingNode() && !JsonType.of(body).equals(JsonType.MASKED))
        .ifPresent(body -> body(call, body));
    note(call, found);
  }

  private void count(String head, String what) {
    heads.get(head).merge(what, 1, Integer::sum);
  }

  private void body(ObservedCall call, JsonNode body) {
    answers++;
    firstAnswered = firstAnswered == null ? call : firstAnswered;
    forms.add(answer, body);
    new Envelope(body).code().ifPresent(code -> count(CODES, code));
    similar.alike(body).forEach(c -> casesSeen.add(c.name()));
  }

  /** Takes note of what the suite found about a call, where no answer shows it. */
  void add(Outcome.Exchange exchange) {
    if (exchange.status() == 0) {
      calls++;
    }
    ObservedCall call =
        new ObservedCall(
            operation,
            "",
            exchange.request(),
            exchange.status(),
            exchange.contentType(),
            exchange.status() == 0 ? Optional.empty() : Optional.of(exchange.answer()));
    note(
        call,
        exchange.findings().stream()
            .filter(finding -> SHOWN_BY_NO_ANSWER.contains(finding.difference()))
            .toList());
  }

  /** One call shows a finding once, in however many elements of a list. */
  private void note(ObservedCall call, List<Finding> found) {
    Map<DriftFinding.Key, List<Finding>> alike =
        found.stream()
            .collect(
                groupingBy(
                    f -> DriftFinding.Key.of(f, call), LinkedHashMap::new, Collectors.toList()));
    Set<Difference> breaking =
        found.stream()
            .map(Finding::difference)
            .filter(Difference::breaking)
            .collect(Collectors.toSet());
    alike.forEach(
        (key, sightings) -> {
          DriftFinding finding =
              findings.computeIfAbsent(key, k -> new DriftFinding(k, call, breaking, 0));
          finding.seen(call, breaking);
          sightings.forEach(s -> finding.add(DriftFinding.value(s, call), s.more()));
        });
  }

  public Operation operation() {
    return operation;
  }

  /** Returns what was found, the breaking first. */
  public List<DriftFinding> findings() {
    return Stream.concat(findings.values().stream(), neverReached().stream())
        .sorted((a, b) -> Boolean.compare(b.kind().breaking(), a.kind().breaking()))
        .toList();
  }

  /** An operation that the platform itself refuses, call by call, was not seen at all. */
  private Optional<DriftFinding> neverReached() {
    Set<String> codes = heads.get(CODES).keySet();
    return codes.stream()
        .filter(code -> codes.size() == 1)
        .filter(
            code ->
                operation
                    .code(code)
                    .filter(known -> known.family() == Family.SYSTEM && !known.success())
                    .isPresent())
        .findFirst()
        .map(code -> new DriftFinding.Key(Difference.NEVER_REACHED, Place.ROOT, code))
        .map(key -> new DriftFinding(key, firstAnswered, Set.of(), answers));
  }

  public int calls() {
    return calls;
  }

  /** Returns how many answers were recorded and are JSON. */
  public int answers() {
    return answers;
  }

  /** Returns how often each HTTP status, media type and code was seen. */
  public Map<String, Map<String, Integer>> heads() {
    return heads;
  }

  /** Returns how often each form was seen, place by place, where several are allowed. */
  public Map<String, Map<String, Integer>> forms() {
    return forms.counts();
  }

  public List<String> casesSeen() {
    return List.copyOf(casesSeen);
  }

  public List<String> casesNeverSeen() {
    return operation.caseNames().stream().filter(name -> !casesSeen.contains(name)).toList();
  }
}
