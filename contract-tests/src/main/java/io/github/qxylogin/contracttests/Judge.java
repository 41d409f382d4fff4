package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Judges answers by the contract and no more: the mock server by every documented word, any other
 * target by what the vendor documents, which for many codes is their family alone.
 */
final class Judge {
  private static final String MEDIA_TYPE = "application/json";

  private static final Comparator<List<Finding>> LEAST =
      Comparator.<List<Finding>>comparingLong(
              findings -> findings.stream().filter(Finding::breaking).count())
          .thenComparingInt(List::size);

  private final CaseJudge cases;
  private final RefusalJudge refusals;
  private final ResponseSchemas schemas;
  private final KnownMembers known;
  private final Masking masking;

  Judge(Contract contract, Masking masking) {
    CodeJudge codes = new CodeJudge(contract.codes(), masking);
    this.cases = new CaseJudge(codes, masking);
    this.refusals = new RefusalJudge(codes);
    this.schemas = new ResponseSchemas(contract);
    this.known = new KnownMembers(contract, masking);
    this.masking = masking;
  }

  /** Returns what about the answer to a call is not as the contract has it, one finding a place. */
  List<Finding> judge(Step.Call call, Answer answer, Strictness strictness) {
    Expectation wanted = call.expected();
    List<Finding> findings = ofTheHead(wanted.status(), answer);
    JsonNode body = answer.body();
    if (body.isMissingNode()) {
      String got = answer.size() + " bytes that are none";
      findings.add(new Finding("body", Difference.NO_JSON, "wanted JSON in UTF-8, got " + got));
      return findings;
    }
    findings.addAll(asExpected(call.operation(), wanted, body, strictness));
    findings.addAll(schemas.validate(call.operation(), body));
    findings.addAll(known.unknown(call.operation(), body));
    return onePerPlace(findings);
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

  private List<Finding> asExpected(
      Operation operation, Expectation wanted, JsonNode body, Strictness strictness) {
    if (wanted instanceof Expectation.Documented documented) {
      return cases.judge(operation, documented.documented(), body, strictness);
    }
    if (wanted instanceof Expectation.Refusal refusal) {
      return refusals.judge(refusal, body, strictness.everyWord());
    }
    Expectation.OneOf any = (Expectation.OneOf) wanted;
    Stream<Expectation> refusal = any.refusal().stream().map(Expectation.class::cast);
    return Stream.concat(strictness.everyWord() ? Stream.empty() : refusal, any.answers().stream())
        .map(one -> asExpected(operation, one, body, strictness))
        .min(LEAST)
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
