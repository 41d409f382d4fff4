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

  /**
   * Returns what is wrong with an answer, one finding a place.
   *
   * @param wordForWord whether every documented word counts, or only what the vendor documents
   */
  List<Finding> judge(Check check, Answer answer, boolean wordForWord) {
    List<Finding> findings = ofTheHead(check.expected().status(), answer);
    JsonNode body = answer.body();
    if (body.isMissingNode()) {
      String got = answer.size() + " bytes that are none";
      findings.add(new Finding("body", "wanted JSON in UTF-8, got " + got));
      return findings;
    }
    findings.addAll(
        check.expected() instanceof Expectation.Documented documented
            ? documented(documented, body, wordForWord)
            : refusal((Expectation.Refusal) check.expected(), body, wordForWord));
    findings.addAll(schemas.validate(check.operation(), body));
    return onePerPlace(findings);
  }

  private List<Finding> ofTheHead(int status, Answer answer) {
    List<Finding> findings = new ArrayList<>();
    if (answer.status() != status) {
      findings.add(new Finding("HTTP status", "wanted " + status + ", got " + answer.status()));
    }
    if (!answer.mediaType().equalsIgnoreCase(MEDIA_TYPE)) {
      findings.add(
          new Finding(
              "Content-Type",
              "wanted " + MEDIA_TYPE + ", got '" + masking.clean(answer.contentType()) + "'"));
    }
    return findings;
  }

  private List<Finding> documented(
      Expectation.Documented expected, JsonNode body, boolean wordForWord) {
    JsonNode documented = expected.documented().answer();
    if (wordForWord) {
      return Comparison.ofValues(documented, body, masking);
    }
    List<Finding> findings = new ArrayList<>();
    checkFamily(expected.code(), body, findings);
    findings.addAll(Comparison.ofMembers(documented, body, masking));
    return findings;
  }

  private List<Finding> refusal(Expectation.Refusal expected, JsonNode body, boolean wordForWord) {
    List<Finding> findings = new ArrayList<>();
    Envelope envelope = new Envelope(body);
    String code = expected.code();
    if (!wordForWord) {
      checkFamily(code, body, findings);
    } else if (envelope.code().filter(code::equals).isEmpty()) {
      add(findings, Envelope.CODE, "\"" + code + "\"", body);
    }
    if (wordForWord
        && expected.success().isPresent()
        && !expected.success().equals(envelope.success())) {
      add(findings, Envelope.SUCCESS, expected.success().get().toString(), body);
    }
    boolean worded = wordForWord || expected.answer().evidence().documented();
    if (worded && expected.field().isPresent()) {
      String field = expected.field().get();
      if (envelope.message().filter(message -> message.contains(field)).isEmpty()) {
        add(findings, Envelope.MESSAGE, "a text that names " + field, body);
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
      add(findings, Envelope.CODE, "a code of the family " + family.key() + " as " + code, body);
    }
  }

  private boolean isSameClass(String code, String got) {
    return codes.classOf(code) != Family.UNKNOWN && codes.classOf(code) == codes.classOf(got);
  }

  private void add(List<Finding> findings, String member, String wanted, JsonNode body) {
    String place = "/" + member;
    String got = masking.show(place, body.path(member));
    findings.add(new Finding(place, "wanted " + wanted + ", got " + got));
  }

  private static List<Finding> onePerPlace(List<Finding> findings) {
    Map<String, Finding> first = new LinkedHashMap<>();
    findings.forEach(finding -> first.putIfAbsent(finding.place(), finding));
    return List.copyOf(first.values());
  }
}
