package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges answers by the contract and no more: the mock server by every documented word, any other
 * target by what the vendor documents, which for many codes is their family alone.
 */
final class Judge {
  private static final String MEDIA_TYPE = "application/json";

  private final CodeCatalogue codes;
  private final ResponseSchemas schemas;
  private final Masking masking;

  Judge(Contract contract, Masking masking) {
    this.codes = contract.codes();
    this.schemas = new ResponseSchemas(contract);
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
    findings.addAll(
        wanted instanceof Expectation.Documented documented
            ? documented(documented, body, strictness)
            : refusal((Expectation.Refusal) wanted, body, strictness.everyWord()));
    findings.addAll(schemas.validate(call.operation(), body));
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

  private List<Finding> documented(
      Expectation.Documented expected, JsonNode body, Strictness strictness) {
    JsonNode documented = expected.documented().answer();
    if (strictness.everyWord()) {
      return Comparison.ofValues(documented, body, strictness.invented(), masking);
    }
    List<Finding> findings = new ArrayList<>();
    checkFamily(expected.code(), body, findings);
    findings.addAll(Comparison.ofMembers(documented, body, masking));
    return findings;
  }

  private List<Finding> refusal(Expectation.Refusal expected, JsonNode body, boolean everyWord) {
    List<Finding> findings = new ArrayList<>();
    Envelope envelope = new Envelope(body);
    checkFamily(expected.code(), body, findings);
    if (findings.isEmpty() && envelope.code().filter(expected.code()::equals).isEmpty()) {
      Difference other = everyWord ? Difference.OTHER_VALUE : Difference.OTHER_CODE;
      add(findings, Envelope.CODE, other, "\"" + expected.code() + "\"", body);
    }
    if (everyWord
        && expected.success().isPresent()
        && !expected.success().equals(envelope.success())) {
      String wanted = expected.success().get().toString();
      add(findings, Envelope.SUCCESS, Difference.OTHER_VALUE, wanted, body);
    }
    boolean worded = everyWord || expected.answer().evidence().documented();
    if (worded && expected.field().isPresent()) {
      String field = expected.field().get();
      if (envelope.message().filter(message -> message.contains(field)).isEmpty()) {
        String wanted = "a text that names " + field;
        add(findings, Envelope.MESSAGE, Difference.FIELD_UNNAMED, wanted, body);
      }
    }
    return findings;
  }

  private void checkFamily(String code, JsonNode body, List<Finding> findings) {
    Family family = codes.familyOf(code);
    boolean related =
        new Envelope(body)
            .code()
            .filter(got -> codes.familyOf(got) == family || isSameClass(code, got))
            .isPresent();
    if (!related) {
      String wanted = "a code of the family " + family.key() + " as " + code;
      add(findings, Envelope.CODE, Difference.OTHER_FAMILY, wanted, body);
    }
  }

  private boolean isSameClass(String code, String got) {
    return codes.classOf(code) != Family.UNKNOWN && codes.classOf(code) == codes.classOf(got);
  }

  private void add(
      List<Finding> findings, String member, Difference kind, String wanted, JsonNode body) {
    String place = "/" + member;
    String got = masking.show(place, body.path(member));
    findings.add(new Finding(place, kind, "wanted " + wanted + ", got " + got));
  }

  /** Keeps the first finding at a place, unless that is drift and a later one is not. */
  private static List<Finding> onePerPlace(List<Finding> findings) {
    Map<String, Finding> kept = new LinkedHashMap<>();
    for (Finding finding : findings) {
      kept.merge(
          finding.place(),
          finding,
          (first, later) -> first.breaking() || !later.breaking() ? first : later);
    }
    return List.copyOf(kept.values());
  }
}
