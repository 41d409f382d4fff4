package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Nearest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names under which the environment, or a configuration file, holds values. */
public final class Variables {
  public static final String APP_KEY = "QXY_APP_KEY";
  public static final String APP_SECRET = "QXY_APP_SECRET";
  static final String CONTROL_TOKEN = "QXY_CONTROL_TOKEN";

  private static final String PREFIX = "QXY_";

  /** Variables of the client, the mock server and the curl commands of a report. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "QXY_BASE_URL", "QXY_KEYSTORE_PASSWORD", "QXY_STATE", "QXY_STATE_PASSWORD", "QXY_TARGET");

  private Variables() {}

  /** Returns the name for a field of the contract: {@code areaCode} is QXY_AREA_CODE. */
  public static String of(String field) {
    return PREFIX + field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** Returns all names that have a meaning. */
  public static NavigableSet<String> all(Contract contract) {
    NavigableSet<String> names = new TreeSet<>(Set.of(APP_KEY, APP_SECRET, CONTROL_TOKEN));
    contract.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .map(field -> of(field.name()))
        .forEach(names::add);
    return names;
  }

  /** Returns the same, and variables for other programs. */
  static NavigableSet<String> inEnvironment(Contract contract) {
    NavigableSet<String> names = all(contract);
    SecurityHeaders headers = contract.securityHeaders();
    Stream.of(headers.token(), headers.date(), headers.signature())
        .map(Variables::of)
        .forEach(names::add);
    names.addAll(OF_OTHERS);
    return names;
  }

  /**
   * Makes sure that an environment has no mistyped name, for which checks would be skipped.
   *
   * @throws CouldNotRunException if a name begins with QXY_ and has no meaning
   */
  public static void requireKnown(Map<String, String> environment) {
    NavigableSet<String> known = inEnvironment(Contract.load());
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .min(Comparator.naturalOrder())
        .ifPresent(
            name -> {
              throw new CouldNotRunException(
                  "the environment has the unknown name " + name + Nearest.question(name, known));
            });
  }

  /** Returns the names of values that identify a real taxpayer, without documented choices. */
  static Set<String> ofTestUsers(Contract contract) {
    return contract.operations().stream()
        .filter(Operation::signed)
        .flatMap(operation -> operation.fields().stream())
        .filter(field -> field.names().isEmpty())
        .map(field -> of(field.name()))
        .collect(Collectors.toSet());
  }

  /** Returns the names of secret values. */
  public static Set<String> secrets(Contract contract) {
    Set<String> names =
        contract.operations().stream()
            .flatMap(operation -> operation.fields().stream())
            .filter(Field::sensitive)
            .map(field -> of(field.name()))
            .collect(Collectors.toSet());
    names.addAll(Set.of(APP_SECRET, CONTROL_TOKEN));
    return names;
  }
}
