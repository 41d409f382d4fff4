package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Matches JSON bodies: in each list of conditions, at least one holds. Immutable. */
public final class BodyRule {
  private final List<List<Condition>> conditions;

  BodyRule(JsonNode facts) {
    conditions = Facts.list(facts, any -> Facts.list(any, Condition::new));
  }

  /** Returns whether a member is missing, null or a blank text. */
  public static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().trim().isEmpty());
  }

  /** Returns whether a body matches; a rule without conditions matches any body. */
  public boolean matches(JsonNode body) {
    return !unmet(body).findAny().isPresent();
  }

  /** Returns the first place of each list without a matching condition. */
  Stream<JsonPointer> unmet(JsonNode body) {
    return conditions.stream().filter(any -> !matches(any, body)).map(any -> any.get(0).place);
  }

  /** Returns how many of the required members a body contains. */
  long matchCount(JsonNode body) {
    return conditions.stream().filter(any -> any.get(0).isPresence() && matches(any, body)).count();
  }

  private static boolean matches(List<Condition> any, JsonNode body) {
    return any.stream().anyMatch(condition -> condition.matches(body));
  }

  /** A member is present, or has a value; {@code not} negates this. */
  private static final class Condition {
    final JsonPointer place;
    private final @Nullable JsonNode value;
    private final boolean not;

    Condition(JsonNode facts) {
      place = JsonPointer.compile(facts.path("at").asText());
      value = facts.get("is");
      not = facts.path("not").asBoolean();
    }

    boolean isPresence() {
      return value == null && !not;
    }

    boolean matches(JsonNode body) {
      JsonNode member = body.at(place);
      boolean met = value == null ? !isEmpty(member) : member.toString().equals(value.toString());
      return met != not;
    }
  }
}
