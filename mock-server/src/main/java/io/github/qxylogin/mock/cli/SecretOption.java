package io.github.qxylogin.mock.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A secret, from the command line or, so that no process list shows it, from the environment.
 * Variables that were read from a file keep its line end, which is dropped.
 */
final class SecretOption implements ITypeConverter<String> {
  /** Reads {@code --app-key} from the variable {@code QXY_APP_KEY}, and so each secret option. */
  static IDefaultValueProvider from(Map<String, String> environment) {
    return argument ->
        argument instanceof OptionSpec option
                && Arrays.stream(option.converters()).anyMatch(SecretOption.class::isInstance)
            ? read(environment, variable(option.longestName())).orElse(null)
            : null;
  }

  /** Returns a variable's value. Build servers set an empty variable when there is no value. */
  static Optional<String> read(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(String::strip);
  }

  private static String variable(String option) {
    return "QXY_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String convert(String given) {
    return given.strip();
  }
}
