package io.github.qxylogin.mock.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that callers of other APIs are used to, and send in place of the contract's. A name
 * that the contract has is none.
 */
public final class WrongNames {
  private static final Pattern SENSITIVE =
      Pattern.compile(
          "pass|pwd|^mm$|mima|secret|token|cookie|session|jwt|credential|authoriz|apikey|privatekey"
              + "|phone|mobile|tel|lxdh|sjh|idcard|idnum|idno|sfz|yzm|captcha|otp|smscode|verif"
              + "|psw|^pin$|shouji|dianhua|zjh|cardno|certno|accesskey"
              + "|(auth|check|validate|dynamic)code|^vcode$");

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");

  private final Set<String> known = new HashSet<>();

  private WrongNames(Contract contract) {
    contract.operations().forEach(this::add);
  }

  /** Returns the redaction of the values that the contract marks, and of those with such a name. */
  public static Redaction redaction(Contract contract) {
    return new Redaction(contract, new WrongNames(contract)::matches);
  }

  private void add(Operation operation) {
    operation.fields().forEach(field -> add(field.name()));
    operation.cases().forEach(documented -> add(documented.response()));
  }

  private void add(JsonNode response) {
    response.properties().forEach(member -> add(member.getKey()));
    response.forEach(this::add);
  }

  private void add(String name) {
    known.add(name.toLowerCase(Locale.ROOT));
  }

  private boolean matches(String name, String last) {
    return !known.contains(name)
        && SENSITIVE.matcher(NO_LETTER.matcher(last).replaceAll("")).find();
  }
}
