package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outcome of a successful call, which its response shows.
 *
 * @param name its name, such as {@code LoggedIn}
 * @param code the code that it comes with; null for any success
 * @param family the family of codes that means this outcome; null if the code does not decide
 * @param needs the members that it has, none of them empty
 * @param needsOne members; it has at least one of them; empty where it needs none
 * @param absent the members that it lacks
 * @param is members with the values that they have
 * @param isOne members with values; at least one has its value; empty where no value decides
 * @param isNot members with values that they do not have
 */
public record Outcome(
    String name,
    @Nullable String code,
    @Nullable Family family,
    List<JsonPointer> needs,
    List<JsonPointer> needsOne,
    List<JsonPointer> absent,
    Map<JsonPointer, JsonNode> is,
    Map<JsonPointer, JsonNode> isOne,
    Map<JsonPointer, JsonNode> isNot) {

  /**
   * Returns whether a response shows this outcome.
   *
   * @param actual the family of the response's code
   * @param response the response, in the spelling that the schema lists first
   */
  boolean matches(Family actual, JsonNode response) {
    if (actual == family) {
      return true;
    }
    boolean coded =
        code == null ? actual == Family.OK : code.equals(response.path("code").asText());
    return coded
        && needs.stream().map(response::at).noneMatch(Operation::isEmpty)
        && (needsOne.isEmpty() || !needsOne.stream().map(response::at).allMatch(Operation::isEmpty))
        && absent.stream().map(response::at).allMatch(Operation::isEmpty)
        && is.entrySet().stream().allMatch(value -> has(response, value))
        && isNot.entrySet().stream().noneMatch(value -> has(response, value))
        && (isOne.isEmpty() || isOne.entrySet().stream().anyMatch(value -> has(response, value)));
  }

  private static boolean has(JsonNode response, Map.Entry<JsonPointer, JsonNode> value) {
    return response.at(value.getKey()).equals(value.getValue());
  }

  @Override
  public String toString() {
    return name;
  }
}
