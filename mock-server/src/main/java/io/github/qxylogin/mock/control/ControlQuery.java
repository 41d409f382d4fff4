package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The query of a control call: each parameter is known, unique and not empty. */
final class ControlQuery {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if it has another; the message lists the valid ones
   */
  ControlQuery(ControlRequest request, List<String> known) {
    for (Map.Entry<String, String> parameter : QueryParameters.of(request.http().query())) {
      String name = parameter.getKey();
      check(name, known, "name.no-parameter");
      InvalidValueException.check(!parameter.getValue().isEmpty(), "control.parameter-empty", name);
      InvalidValueException.check(
          values.put(name, parameter.getValue()) == null, "control.parameter-repeated", name);
    }
  }

  /**
   * Checks that a parameter, if present, has one of these values.
   *
   * @throws IllegalArgumentException if not; the message lists the known ones
   */
  void oneOf(String parameter, List<String> known) {
    value(parameter).ifPresent(value -> check(value, known, "name.no-value", parameter));
  }

  /**
   * Checks that a name exists.
   *
   * @throws IllegalArgumentException if not; the message lists the known names
   */
  static void check(String given, List<String> known, String key, Object... place) {
    if (!known.contains(given)) {
      throw InvalidValueException.unknown(key, given, known, place);
    }
  }

  Optional<String> value(String parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** Returns whether the value of a parameter matches, or the parameter is absent. */
  boolean allows(String parameter, Predicate<String> fits) {
    return value(parameter).map(fits::test).orElse(true);
  }

  /**
   * Returns a whole number from 0 up, if the parameter is present.
   *
   * @throws IllegalArgumentException if it is another value
   */
  Optional<Long> number(String parameter) {
    boolean whole = allows(parameter, text -> text.matches("\\d{1,18}"));
    InvalidValueException.check(whole, "control.parameter-no-integer", parameter);
    return value(parameter).map(Long::valueOf);
  }
}
