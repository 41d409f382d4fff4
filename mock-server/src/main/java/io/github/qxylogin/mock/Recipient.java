package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Flow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whom an SMS went to. */
final class Recipient {
  private static final int SHORTEST_NUMBER = 11;
  private static final int SHOWN_IN_FRONT = 3;
  private static final int SHOWN_AT_END = 4;

  private Recipient() {}

  /** Returns the number, in clear, and for whom it was sent, by field. */
  static Map<String, String> of(Exchange exchange, Flow flow) {
    Map<String, String> recipient = new LinkedHashMap<>();
    Recipients.fields(exchange.operation(), flow)
        .forEach(name -> recipient.put(name, exchange.value(name).orElse("")));
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
