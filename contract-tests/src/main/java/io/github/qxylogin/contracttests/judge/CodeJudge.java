package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;
import java.util.Set;

/** Judges the code of an answer, and its text for people. */
final class CodeJudge {
  private final Masking masking;

  CodeJudge(Masking masking) {
    this.masking = masking;
  }

  /**
   * Returns what is wrong with the code.
   *
   * @param told whether a page tells this very code, and not its family alone
   */
  Optional<Finding> code(Operation operation, String wanted, boolean told, JsonNode body) {
    JsonNode value = body.path(Envelope.CODE);
    if (value.isNumber() && value.asText().equals(wanted)) {
      String problem = "wanted the text \"" + wanted + "\", got the number " + wanted;
      return Optional.of(new Finding("/" + Envelope.CODE, Difference.SCHEMA, problem));
    }
    Optional<String> got = new Envelope(body).code();
    if (got.filter(code -> areRelated(operation, wanted, code)).isEmpty()) {
      String family =
          "a code of the family " + operation.familyOf(wanted).key() + " as \"" + wanted + "\"";
      return Optional.of(finding(Envelope.CODE, Difference.OTHER_FAMILY, family, body));
    }
    Difference other = told ? Difference.OTHER_VALUE : Difference.OTHER_CODE;
    return got.get().equals(wanted)
        ? Optional.empty()
        : Optional.of(finding(Envelope.CODE, other, "\"" + wanted + "\"", body));
  }

  private boolean areRelated(Operation operation, String wanted, String got) {
    Family ofDigits = operation.classOf(wanted);
    return operation.familyOf(got) == operation.familyOf(wanted)
        || (ofDigits != Family.UNKNOWN && ofDigits == operation.classOf(got));
  }

  /** Returns what is wrong with the text, of which several may be told, or none. */
  Optional<Finding> text(Set<String> told, JsonNode body) {
    boolean asTold = new Envelope(body).message().filter(told::contains).isPresent();
    return told.isEmpty() || asTold
        ? Optional.empty()
        : Optional.of(
            finding(
                Envelope.MESSAGE,
                Difference.OTHER_TEXT,
                "the text \"" + String.join("\" or \"", told) + "\"",
                body));
  }

  Finding finding(String member, Difference difference, String wanted, JsonNode body) {
    String name = Envelope.nameIn(body, member);
    String place = "/" + name;
    String got = masking.got(place, body.path(name));
    return new Finding(place, difference, "wanted " + wanted + ", got " + got);
  }
}
