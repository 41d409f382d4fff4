package io.github.qxylogin.mock.flow;

import static java.util.Objects.requireNonNull;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The codes that SMS bring.
 *
 * @param usual what every SMS says, and how long a random code is
 * @param random whether each SMS says another, of digits alone
 * @param byNumber what those to some mobile numbers say whatever the others do
 */
public record SmsCodes(String usual, boolean random, Map<String, String> byNumber) {
  private static final SecureRandom DIGITS = new SecureRandom();

  public static SmsCodes always(String code) {
    return new SmsCodes(code, false, Map.of());
  }

  /** Returns what the next SMS to a number says. */
  String of(String number) {
    return byNumber.getOrDefault(number, random ? anyCode() : usual);
  }

  private String anyCode() {
    return DIGITS
        .ints(usual.length(), 0, 10)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining());
  }

  /** Returns the code that the contract's own example uploads. */
  public static String documented(Contract contract) {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream()
        .filter(operation -> operation.inFlow(Flow::smsCode).isPresent())
        .findFirst()
        .map(SmsCodes::uploaded)
        .orElse("");
  }

  private static String uploaded(Operation operation) {
    String field = operation.inFlow(Flow::smsCode).orElseThrow();
    return requireNonNull(operation.firstSuccess().request(), "the first success has no request")
        .path(field)
        .asText();
  }
}
