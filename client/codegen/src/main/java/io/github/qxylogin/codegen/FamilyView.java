package io.github.qxylogin.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import java.util.List;
import java.util.stream.Stream;

/**
 * A constant for a family of codes.
 *
 * @param about its Javadoc
 * @param english its title, as a Java literal
 * @param chinese its title, as a Java literal
 */
record FamilyView(String name, String key, String about, String english, String chinese) {

  /** Returns the constants of a contract. */
  static List<FamilyView> of(Contract contract) {
    JsonNode described = contract.document().at("/x-codes/families");
    return Stream.of(Family.values())
        .map(family -> of(family, described.path(family.key())))
        .toList();
  }

  private static FamilyView of(Family family, JsonNode titles) {
    String english = titles.path("en").asText("A code of no documented family.");
    return new FamilyView(
        family.name(),
        family.key(),
        JavadocText.sentence(english),
        JavadocText.literal(english),
        JavadocText.literal(titles.path("zh").asText("未知错误码")));
  }
}
