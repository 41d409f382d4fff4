package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names under which the environment, or a configuration file, holds values. */
public final class Variables {
  public static final String APP_KEY = "QXY_APP_KEY";
  public static final String APP_SECRET = "QXY_APP_SECRET";
  static final String CONTROL_TOKEN = "QXY_CONTROL_TOKEN";

  private static final String PREFIX = "QXY_";

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

  /** Returns the names whose values tell who a real taxpayer is; documented choices do not. */
  static Set<String> ofPeople(Contract contract) {
    return contract.operations().stream()
        .filter(Operation::signed)
        .flatMap(operation -> operation.fields().stream())
        .filter(field -> field.names().isEmpty())
        .map(field -> of(field.name()))
        .collect(Collectors.toSet());
  }

  /** Returns the names whose values must never be shown. */
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
