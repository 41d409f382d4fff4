package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges what the documentation leaves open about errors: it is open, but not without bounds. */
final class OpenErrors {
  /** Quotes, brackets and Chinese characters. */
  private static final String AROUND_A_NAME = "[\"'`<>\\p{Pi}\\p{Pf}\\p{Ps}\\p{Pe}\\p{IsHan}]";

  private static final Set<Difference> OF_NOTHING =
      Set.of(Difference.SCHEMA, Difference.EXTRA_MEMBER);

  private final CodeJudge codes;

  OpenErrors(CodeJudge codes) {
    this.codes = codes;
  }

  /**
   * Drops what of the schema is said of a success alone: pages print an empty text, null or nothing
   * at all as the data of an error, and members of its own.
   */
  void dropWhatIsOfASuccess(Operation operation, JsonNode body, List<Finding> ofTheSchema) {
    if (isError(operation, body)) {
      String data = "/" + Envelope.nameIn(body, Envelope.DATA);
      boolean nothing = JsonType.saysNothing(body.at(data));
      ofTheSchema.removeIf(
          finding ->
              finding.place().equals(data)
                  ? nothing && OF_NOTHING.contains(finding.difference())
                  : finding.place().startsWith(data + "/")
                      && finding.difference() == Difference.MEMBER_MISSING);
    }
  }

  private static boolean isError(Operation operation, JsonNode body) {
    Envelope envelope = new Envelope(body);
    return envelope.success().filter(success -> !success).isPresent()
        || envelope.code().filter(code -> operation.familyOf(code) != Family.OK).isPresent();
  }

  /**
   * An error that names another field than the one at fault says nothing about the fault.
   *
   * @param told whether a page prints how such a text names a field
   * @param faulty the fields that are at fault, if there are more of them
   */
  Optional<Finding> otherFieldNamed(
      Operation operation, String atFault, boolean told, List<Field> faulty, JsonNode body) {
    String text = new Envelope(body).message().orElse("");
    return isError(operation, body)
            && !names(text, atFault)
            && faulty.stream().noneMatch(field -> names(text, field.name()))
            && operation.fields().stream()
                .map(Field::name)
                .anyMatch(name -> told ? names(text, name) : pointsAt(text, name))
        ? Optional.of(
            codes.finding(
                Envelope.MESSAGE,
                Difference.FIELD_UNNAMED,
                "a text that names " + atFault + ", or no other field",
                body))
        : Optional.empty();
  }

  /** Returns whether a text has the name of a field, which may be a part of another's name. */
  static boolean names(String text, String field) {
    return has(text, "(?<!\\w)", field, "(?!\\w)");
  }

  /** In a text that no page prints, a name alone may be but a word, as in "type mismatch". */
  private static boolean pointsAt(String text, String field) {
    return has(text, "(?<=" + AROUND_A_NAME + ")", field, "(?=" + AROUND_A_NAME + ")")
        || has(text, "参数\\s*", field, "(?!\\w)");
  }

  private static boolean has(String text, String before, String field, String after) {
    return Pattern.compile(before + Pattern.quote(field) + after).matcher(text).find();
  }
}
