package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The codes in the mock's SMS.
 *
 * @param usual the code of every SMS; its length is the length of random codes
 * @param random whether each SMS has a random code of digits
 * @param byNumber fixed codes, by mobile number
 */
public record SmsCodes(String usual, boolean random, Map<String, String> byNumber) {
  private static final SecureRandom DIGITS = new SecureRandom();

  String of(String number) {
    return byNumber.getOrDefault(number, random ? anyCode() : usual);
  }

  private String anyCode() {
    IntStream digits = DIGITS.ints(usual.length(), 0, 10);
    return digits.mapToObj(Integer::toString).collect(Collectors.joining());
  }

  /** Returns the code that the contract's own example uploads. */
  public static String documented(Contract contract) {
    for (Operation operation : contract.operations(Flow.Role.REDEEMS_TASK)) {
      JsonNode uploaded = operation.firstSuccess().request();
      String field = operation.inFlow(Flow::smsCode).orElse("");
      if (uploaded != null && uploaded.has(field)) {
        return uploaded.path(field).asText();
      }
    }
    return "";
  }
}
