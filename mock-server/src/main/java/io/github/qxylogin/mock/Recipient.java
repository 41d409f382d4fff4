package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells whom an SMS went to, for people who look the code up, with nothing sensitive in clear. */
final class Recipient {
  private static final int SHORTEST_NUMBER = 11;
  private static final int SHOWN_IN_FRONT = 3;
  private static final int SHOWN_AT_END = 4;

  private Recipient() {}

  static Map<String, String> of(Exchange exchange, Flow flow) {
    Map<String, String> recipient = new LinkedHashMap<>();
    for (Field field : exchange.operation().fields()) {
      String name = field.name();
      String value = exchange.value(name).orElse("");
      if (flow.mobile().filter(name::equals).isPresent()) {
        recipient.put(name, masked(value));
      } else if (flow.identity().contains(name) && !field.sensitive()) {
        recipient.put(name, value);
      }
    }
    return recipient;
  }

  /** Masks a number as the platform itself does: 185****2434. */
  static String masked(String mobile) {
    return mobile.length() < SHORTEST_NUMBER
        ? "*".repeat(mobile.length())
        : mobile.substring(0, SHOWN_IN_FRONT)
            + "****"
            + mobile.substring(mobile.length() - SHOWN_AT_END);
  }
}
