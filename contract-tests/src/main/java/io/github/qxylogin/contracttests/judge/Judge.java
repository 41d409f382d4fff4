package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.text.ContractWords;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges answers by the contract and no more: the mock server by every documented word, any other
 * target by what the vendor documents, which for many codes is their family alone. An answer is
 * judged once: by what was expected of its call, or, where nobody knows what that was, alone.
 */
public final class Judge {
  private static final String MEDIA_TYPE = "application/json";

  private static final Set<Difference> OF_THE_CALL =
      Set.of(Difference.UNKNOWN_VALUE, Difference.OPTIONAL_MISSING);

  private final Contract contract;
  private final CaseJudge cases;
  private final CodeJudge codes;
  private final RefusalJudge refusals;
  private final OpenErrors errors;
  private final SuccessJudge success;
  private final BodySchemas schemas;
  private final ContractWords words;
  private final ContractGaps gaps;
  private final Masking masking;
  private final FreshValues freshValues;
  private final Map<Operation, SimilarCases> similar = new ConcurrentHashMap<>();

  public Judge(Contract contract, Masking masking) {
    this.contract = contract;
    this.codes = new CodeJudge(masking);
    this.cases = new CaseJudge(codes, contract, masking);
    this.errors = new OpenErrors(codes);
    this.success = new SuccessJudge(contract, codes);
    this.refusals = new RefusalJudge(codes, new RefusedData(contract, codes));
    this.schemas = new BodySchemas(contract, masking);
    this.words = ContractWords.of(contract);
    this.gaps = new ContractGaps(contract, words, masking);
    this.masking = masking;
    this.freshValues = new FreshValues(masking);
  }

  /**
   * Returns what about the answer to a call is not as is wanted; if nothing breaks, also what the
   * contract lacks to describe it. One finding a place.
   */
  public List<Finding> expecting(Step.Call made, Answer answer, ExactAnswer wanted) {
    Step.Call call = made.expecting(wanted.answer());
    List<Finding> findings = ofTheHead(Set.of(call.expected().status()), answer);
    JsonNode body = answer.body();
    if (body.isMissingNode()) {
      findings.add(noJson(answer));
      return findings;
    }
    findings.addAll(aboutTheBody(call, body, wanted));
    findings.addAll(freshValues.repeated(body, wanted.fresh()));
    List<Finding> found = onePer(Finding::place, findings);
    // Where something breaks, the answer is not one that the contract should describe.
    return found.stream().anyMatch(Finding::breaking)
        ? found
        : withGaps(call.operation(), body, found);
  }

  /**
   * Returns what about the answer to a call that was only seen is not as the contract has it, one
   * finding a place. What whoever recorded it has masked may be anything.
   */
  public List<Finding> alone(ObservedCall call) {
    Operation operation = call.operation();
    if (call.status() == 0) {
      return List.of(new Finding("answer", Difference.NO_ANSWER, "no answer"));
    }
    JsonNode body = call.answer().orElse(MissingNode.getInstance());
    Set<Integer> statuses = operation.cases().stream().map(Case::status).collect(toSet());
    Answer answer = new Answer(call.status(), call.contentType(), 0, body, call.unreadable());
    List<Finding> findings = ofTheHead(statuses, answer);
    if (call.answer().isEmpty() || isMasked(body)) {
      return findings;
    }
    if (body.isMissingNode()) {
      findings.add(noJson(answer));
      return findings;
    }
    findings.addAll(aloneInItsBody(operation, body));
    return withGaps(operation, body, findings).stream()
        .filter(finding -> !isMasked(body, finding))
        .filter(finding -> !isOfAnAccountWithout(operation, finding))
        .toList();
  }

  /** An account has what it was created with: its tax number, and more, may never be given. */
  private boolean isOfAnAccountWithout(Operation operation, Finding finding) {
    return finding.difference() == Difference.MEMBER_MISSING
        && operation
            .inFlow(Flow::account)
            .filter(
                account -> account.at() != null && finding.place().startsWith(account.at() + "/"))
            .filter(
                account -> {
                  String name = JsonPointer.compile(finding.place()).last().getMatchingProperty();
                  return name.equals(account.taxNumber()) || mayNotBeGiven(name);
                })
            .isPresent();
  }

  private boolean mayNotBeGiven(String member) {
    return contract.operations().stream()
        .filter(o -> o.inFlow(Flow::account).filter(a -> a.does() == Does.CREATES).isPresent())
        .map(contract::requestSchema)
        .anyMatch(
            request -> request.member(member).isPresent() && !request.required().contains(member));
  }

  private Finding noJson(Answer answer) {
    String got =
        answer
            .unreadable()
            .map(
                body ->
                    "%d bytes that are none (%s): %s"
                        .formatted(body.size(), body.form(), body.shown(masking::clean)))
            .orElse("no body");
    return new Finding(
        "body",
        Difference.NO_JSON,
        "wanted JSON in UTF-8, at most %d levels deep, got %s".formatted(JsonText.DEEPEST, got));
  }

  private List<Finding> aloneInItsBody(Operation operation, JsonNode body) {
    SimilarCases cases = similar(operation);
    List<Finding> findings =
        new ArrayList<>(new ClosestCase(operation, cases, this.cases, codes, words).findings(body));
    boolean documented = cases.to(body).stream().anyMatch(c -> c.evidence().documented());
    findings.addAll(byWhatIsOpen(operation, body));
    success.judge(operation, body, documented).ifPresent(findings::add);
    findings.removeIf(finding -> isMasked(body, finding));
    return findings;
  }

  /**
   * Returns what was found, and what the contract lacks to describe the answer, one finding a place
   * in whatever spelling.
   */
  private List<Finding> withGaps(Operation operation, JsonNode body, List<Finding> findings) {
    List<Finding> all = new ArrayList<>(gaps.of(operation, similar(operation), body, findings));
    all.addAll(findings);
    return onePer(finding -> Envelope.usual(finding.place()), all);
  }

  private SimilarCases similar(Operation operation) {
    return similar.computeIfAbsent(
        operation, o -> new SimilarCases(o, contract.answerSchema(operation)));
  }

  /**
   * Returns what about a request the contract does not know: members, and, if it was answered as a
   * success, values outside a vocabulary and what the schema forbids. A request that a page prints
   * may break its own page's rules.
   */
  public List<Finding> sent(ObservedCall call) {
    Operation operation = call.operation();
    JsonNode request = call.request();
    boolean taken =
        call.answer()
            .flatMap(answer -> new Envelope(answer).code())
            .filter(code -> operation.familyOf(code) == Family.OK)
            .isPresent();
    boolean printed = operation.cases().stream().anyMatch(c -> request.equals(c.request()));
    return !request.isObject() || printed
        ? List.of()
        : schemas.request(operation, request).stream()
            .filter(finding -> !isMasked(request, finding))
            .filter(f -> taken || f.difference() == Difference.EXTRA_MEMBER)
            .map(Judge::ofARequest)
            .toList();
  }

  private static Finding ofARequest(Finding finding) {
    Difference sent =
        switch (finding.difference()) {
          case EXTRA_MEMBER -> Difference.SENT_MEMBER;
          case UNKNOWN_VALUE -> Difference.SENT_VALUE;
          default -> Difference.SENT_FORBIDDEN;
        };
    return new Finding(finding.place(), sent, finding.problem());
  }

  /** That a member is unknown holds whatever its value is. */
  private static boolean isMasked(JsonNode body, Finding finding) {
    return finding.difference() != Difference.EXTRA_MEMBER
        && finding.place().startsWith("/")
        && isMasked(body.at(JsonPointer.compile(finding.place())));
  }

  /** Some mask all of a value, some its middle. */
  private static boolean isMasked(JsonNode value) {
    return value.isTextual()
        && (value.textValue().contains(Redaction.MASK) || value.textValue().contains("**"));
  }

  private List<Finding> aboutTheBody(Step.Call call, JsonNode body, ExactAnswer wanted) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(asExpected(call.operation(), wanted, body));
    otherFieldNamed(call, body).ifPresent(findings::add);
    if (wanted.everyWord()) {
      findings.addAll(schemas.answer(call.operation(), body));
    } else {
      // What fits a code that should not have come is not what reports show as wanted.
      boolean codeHolds = findings.stream().noneMatch(Judge::breaksTheCode);
      findings.addAll(byWhatIsOpen(call.operation(), body));
      if (codeHolds) {
        success
            .judge(call.operation(), body, isDocumented(call.expected()))
            .ifPresent(findings::add);
      }
    }
    findings.removeIf(finding -> isOfTheCall(call.expected(), finding));
    return findings;
  }

  private static boolean breaksTheCode(Finding finding) {
    return finding.breaking() && finding.place().equals("/" + Envelope.CODE);
  }

  /** Judges by the schema, but for what the documentation leaves open. */
  private List<Finding> byWhatIsOpen(Operation operation, JsonNode body) {
    List<Finding> findings = new ArrayList<>(schemas.answer(operation, body));
    errors.dropWhatIsOfASuccess(operation, body, findings);
    return findings;
  }

  private static boolean isDocumented(Expectation wanted) {
    return wanted.refusal().map(refusal -> refusal.answer().evidence().documented()).orElse(true);
  }

  private List<Finding> ofTheHead(Set<Integer> statuses, Answer answer) {
    List<Finding> findings = new ArrayList<>();
    if (!statuses.contains(answer.status())) {
      String wanted = statuses.stream().sorted().map(Object::toString).collect(joining(" or "));
      String problem = "wanted " + wanted + ", got " + answer.status();
      findings.add(new Finding("HTTP status", Difference.STATUS, problem));
    }
    if (!answer.mediaType().equalsIgnoreCase(MEDIA_TYPE)) {
      String problem =
          "wanted " + MEDIA_TYPE + ", got '" + masking.clean(answer.contentType()) + "'";
      findings.add(new Finding("Content-Type", Difference.CONTENT_TYPE, problem));
    }
    return findings;
  }

  /** A strange value that was sent may come back, and what it stands for be unknown. */
  private static boolean isOfTheCall(Expectation wanted, Finding finding) {
    return wanted instanceof Expectation.OneOf && OF_THE_CALL.contains(finding.difference());
  }

  private List<Finding> asExpected(Operation operation, ExactAnswer wanted, JsonNode body) {
    boolean everyWord = wanted.everyWord();
    if (wanted.answer() instanceof Expectation.Documented expected) {
      Case documented = expected.documented();
      return everyWord
          ? cases.values(documented, body, wanted.invented())
          : cases.itself(operation, documented, body);
    }
    if (wanted.answer() instanceof Expectation.Refusal refusal) {
      return refusals.judge(operation, refusal, body, everyWord);
    }
    return oneOf(operation, (Expectation.OneOf) wanted.answer(), body, everyWord);
  }

  /** Of a body that holds nothing, every field that it lacks is at fault. */
  private Optional<Finding> otherFieldNamed(Step.Call call, JsonNode body) {
    Operation operation = call.operation();
    List<Field> faulty =
        call.body() instanceof Body.Text text
            ? operation.missingFrom(JsonText.parse(text.text().getBytes(UTF_8)))
            : List.of();
    return call.expected()
        .refusal()
        .flatMap(
            refusal ->
                refusal
                    .field()
                    .flatMap(
                        field ->
                            errors.otherFieldNamed(
                                operation, field, refusal.told(), faulty, body)));
  }

  /** Of all that may come, what the answer is most like counts; other values depend on the call. */
  private List<Finding> oneOf(
      Operation operation, Expectation.OneOf wanted, JsonNode body, boolean everyWord) {
    return Stream.concat(
            wanted.refusal().stream()
                .map(refusal -> refusals.judge(operation, refusal, body, everyWord)),
            wanted.answers().stream()
                .map(Expectation.Documented::documented)
                .map(
                    c ->
                        everyWord
                            ? cases.form(operation, c, body, true)
                            : cases.alike(operation, c, body)))
        .min(Finding.FEWEST)
        .orElseThrow();
  }

  /** A place that breaks and drifts at once breaks. */
  private static List<Finding> onePer(Function<Finding, String> place, List<Finding> findings) {
    Map<String, Finding> first = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            first.merge(
                place.apply(finding),
                finding,
                (one, other) -> other.breaking() && !one.breaking() ? other : one));
    return List.copyOf(first.values());
  }

  /** Remembers the values that each answer has to have anew, such as the id of a task. */
  static final class FreshValues {
    private final Masking masking;
    private final Set<String> seen = new HashSet<>();

    FreshValues(Masking masking) {
      this.masking = masking;
    }

    /** Returns which of the values at these places an earlier answer had. */
    List<Finding> repeated(JsonNode answer, Set<JsonPointer> places) {
      List<Finding> repeated = new ArrayList<>();
      for (JsonPointer place : places) {
        JsonNode value = answer.at(place);
        if (value.isValueNode() && !value.isNull() && !seen.add(value.asText())) {
          String got = masking.got(place.toString(), value);
          repeated.add(
              new Finding(
                  place.toString(),
                  Difference.NOT_NEW,
                  "wanted a value that no answer had before, got " + got));
        }
      }
      return repeated;
    }
  }
}
