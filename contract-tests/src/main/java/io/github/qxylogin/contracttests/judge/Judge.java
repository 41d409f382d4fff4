package io.github.qxylogin.contracttests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges answers by the contract and no more: the mock server by every documented word, any other
 * target by what the vendor documents, which for many codes is their family alone.
 */
public final class Judge {
  private static final String MEDIA_TYPE = "application/json";

  private static final Set<Difference> OF_THE_CALL =
      Set.of(Difference.UNKNOWN_VALUE, Difference.OPTIONAL_MISSING);

  private final CaseJudge cases;
  private final RefusalJudge refusals;
  private final OpenErrors errors;
  private final SuccessJudge success;
  private final BodySchemas schemas;
  private final Masking masking;
  private final FreshValues freshValues;

  public Judge(Contract contract, Masking masking) {
    CodeJudge codes = new CodeJudge(masking);
    this.cases = new CaseJudge(codes, contract, masking);
    this.errors = new OpenErrors(codes);
    this.success = new SuccessJudge(contract, codes);
    this.refusals = new RefusalJudge(codes, new RefusedData(contract, codes));
    this.schemas = new BodySchemas(contract, masking);
    this.masking = masking;
    this.freshValues = new FreshValues(masking);
  }

  /** Returns what about the answer to a call is not as the contract has it, one finding a place. */
  public List<Finding> judge(Step.Call call, Answer answer, Strictness strictness) {
    Expectation wanted = call.expected();
    List<Finding> findings = ofTheHead(wanted.status(), answer);
    JsonNode body = answer.body();
    if (body.isMissingNode()) {
      String problem =
          "wanted JSON in UTF-8, at most %d levels deep, got %d bytes that are none"
              .formatted(JsonText.DEEPEST, answer.size());
      findings.add(new Finding("body", Difference.NO_JSON, problem));
      return findings;
    }
    findings.addAll(aboutTheBody(call, body, strictness));
    findings.addAll(freshValues.repeated(body, strictness.fresh()));
    return onePerPlace(findings);
  }

  private List<Finding> aboutTheBody(Step.Call call, JsonNode body, Strictness strictness) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(asExpected(call.operation(), call.expected(), body, strictness));
    otherFieldNamed(call, body).ifPresent(findings::add);
    findings.addAll(schemas.answer(call.operation(), body));
    findings.removeIf(finding -> isOfTheCall(call.expected(), finding));
    if (!strictness.everyWord()) {
      success.judge(call.operation(), body, isDocumented(call.expected())).ifPresent(findings::add);
      errors.dropDataThatSaysNothing(call.operation(), body, findings);
    }
    return findings;
  }

  private static boolean isDocumented(Expectation wanted) {
    return wanted.refusal().map(refusal -> refusal.answer().evidence().documented()).orElse(true);
  }

  private List<Finding> ofTheHead(int status, Answer answer) {
    List<Finding> findings = new ArrayList<>();
    if (answer.status() != status) {
      String problem = "wanted " + status + ", got " + answer.status();
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

  private List<Finding> asExpected(
      Operation operation, Expectation wanted, JsonNode body, Strictness strictness) {
    boolean everyWord = strictness.everyWord();
    if (wanted instanceof Expectation.Documented expected) {
      Case documented = expected.documented();
      return everyWord
          ? cases.values(documented, body, strictness)
          : cases.itself(operation, documented, body);
    }
    if (wanted instanceof Expectation.Refusal refusal) {
      return refusals.judge(operation, refusal, body, everyWord);
    }
    return oneOf(operation, (Expectation.OneOf) wanted, body, everyWord);
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
  private static List<Finding> onePerPlace(List<Finding> findings) {
    Map<String, Finding> first = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            first.merge(
                finding.place(),
                finding,
                (one, other) -> other.breaking() && !one.breaking() ? other : one));
    return List.copyOf(first.values());
  }
}
