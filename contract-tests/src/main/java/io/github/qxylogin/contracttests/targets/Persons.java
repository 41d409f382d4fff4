package io.github.qxylogin.contracttests.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.People;
import io.github.qxylogin.contracttests.check.Values;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes up people whom a mock server has never met: the documented values, but for the fields that
 * tell who somebody is.
 */
final class Persons implements People {
  private static final int DIGITS = 10;

  private final Values credentials;

  /** By chance, so that two runs at the same time do not make up the same people. */
  private final AtomicLong next =
      new AtomicLong(ThreadLocalRandom.current().nextLong(10_000_000_000L, 90_000_000_000L));

  /**
   * Makes up people.
   *
   * @param credentials the values for calls that ask for a token
   */
  Persons(Values credentials) {
    this.credentials = credentials;
  }

  @Override
  public Values values(Whose whose) {
    if (whose == Whose.DOCUMENTED) {
      return Values.DOCUMENTED;
    }
    if (whose == Whose.KNOWN) {
      return orCredentials(Values.DOCUMENTED);
    }
    String number = Long.toString(next.incrementAndGet());
    String digits = number.substring(number.length() - DIGITS);
    return orCredentials((operation, documented) -> filled(operation, documented, digits));
  }

  /** A mock server that authenticates knows the given credentials, and not the documented ones. */
  private Values orCredentials(Values values) {
    return (operation, documented) ->
        operation.inFlow(Flow::token).isPresent()
            ? credentials.fill(operation, documented)
            : values.fill(operation, documented);
  }

  private static ObjectNode filled(Operation operation, ObjectNode documented, String digits) {
    ObjectNode filled = documented.deepCopy();
    for (String field : telling(operation)) {
      JsonNode value = filled.path(field);
      if (value.isTextual()) {
        filled.set(field, TextNode.valueOf(withEnd(value.textValue(), digits)));
      } else if (value.isIntegralNumber()) {
        filled.set(field, LongNode.valueOf(Long.parseLong(withEnd(value.asText(), digits))));
      }
    }
    return filled;
  }

  /** Returns the fields that tell who somebody is; a region, whose values are known, does not. */
  private static Set<String> telling(Operation operation) {
    Set<String> fields = new LinkedHashSet<>();
    operation.inFlow(Flow::identity).ifPresent(fields::addAll);
    operation.inFlow(Flow::person).ifPresent(fields::addAll);
    operation.inFlow(Flow::mobile).ifPresent(fields::add);
    operation.fields().stream()
        .filter(field -> !field.names().isEmpty())
        .forEach(described -> fields.remove(described.name()));
    return fields;
  }

  private static String withEnd(String value, String digits) {
    int kept = Math.max(Math.min(1, value.length()), value.length() - digits.length());
    return value.substring(0, kept)
        + digits.substring(Math.max(0, digits.length() - (value.length() - kept)));
  }
}
