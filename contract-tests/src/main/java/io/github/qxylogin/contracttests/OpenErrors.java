package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges what the documentation leaves open about errors: it is open, but not without bounds. */
final class OpenErrors {
  private static final String DATA = "data";

  private static final Set<Difference> OF_NOTHING =
      Set.of(Difference.SCHEMA, Difference.EXTRA_MEMBER);

  private final CodeCatalogue catalogue;
  private final CodeJudge codes;

  OpenErrors(CodeCatalogue catalogue, CodeJudge codes) {
    this.catalogue = catalogue;
    this.codes = codes;
  }

  /** Pages print an empty text, null or nothing at all as the data of an error. */
  void dropDataThatSaysNothing(JsonNode body, List<Finding> findings) {
    String data = Envelope.nameIn(body, DATA);
    if (isError(body) && body.has(data) && Comparison.saysNothing(body.get(data))) {
      findings.removeIf(
          finding ->
              finding.place().equals("/" + data) && OF_NOTHING.contains(finding.difference()));
    }
  }

  private boolean isError(JsonNode body) {
    Envelope envelope = new Envelope(body);
    return envelope.success().filter(success -> !success).isPresent()
        || envelope.code().filter(code -> catalogue.familyOf(code) != Family.OK).isPresent();
  }

  /** An error that names another field than the one at fault says nothing about the fault. */
  Optional<Finding> otherFieldNamed(Operation operation, String atFault, JsonNode body) {
    String text = new Envelope(body).message().orElse("");
    return isError(body)
            && !names(text, atFault)
            && operation.fields().stream().map(Field::name).anyMatch(name -> names(text, name))
        ? Optional.of(
            codes.finding(
                Envelope.MESSAGE,
                Difference.FIELD_UNNAMED,
                "a text that names " + atFault + ", or no other field",
                body))
        : Optional.empty();
  }

  private static boolean names(String text, String field) {
    return Pattern.compile("(?<!\\w)" + Pattern.quote(field) + "(?!\\w)").matcher(text).find();
  }
}
