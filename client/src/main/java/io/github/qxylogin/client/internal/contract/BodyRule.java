package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contract asks of a body: of each list of conditions one holds. Immutable. */
public final class BodyRule {
  private final List<List<Condition>> conditions;

  BodyRule(JsonNode facts) {
    conditions = Facts.list(facts, any -> Facts.list(any, Condition::new));
  }

  /** Returns whether a member is left empty: null and a blank text are none. */
  public static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().trim().isEmpty());
  }

  /** Returns whether a body is as the contract asks; any body is, if it asks nothing. */
  public boolean holds(JsonNode body) {
    return !unmet(body).findAny().isPresent();
  }

  /** Returns the members that a body should have otherwise: the first of each list. */
  Stream<JsonPointer> unmet(JsonNode body) {
    return conditions.stream().filter(any -> !holds(any, body)).map(any -> any.get(0).place);
  }

  /** Returns how many of the members that it needs a body has. */
  long nearness(JsonNode body) {
    return conditions.stream().filter(any -> any.get(0).needs() && holds(any, body)).count();
  }

  private static boolean holds(List<Condition> any, JsonNode body) {
    return any.stream().anyMatch(condition -> condition.holds(body));
  }

  /** A member that is there, or has a value; or the opposite. */
  private static final class Condition {
    final JsonPointer place;
    private final @Nullable JsonNode value;
    private final boolean not;

    Condition(JsonNode facts) {
      place = JsonPointer.compile(facts.path("at").asText());
      value = facts.get("is");
      not = facts.path("not").asBoolean();
    }

    boolean needs() {
      return value == null && !not;
    }

    boolean holds(JsonNode body) {
      JsonNode member = body.at(place);
      boolean met = value == null ? !isEmpty(member) : member.toString().equals(value.toString());
      return met != not;
    }
  }
}
