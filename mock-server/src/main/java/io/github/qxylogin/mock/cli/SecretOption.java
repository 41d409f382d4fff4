package io.github.qxylogin.mock.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A secret, from the command line or, so that no process list shows it, from the environment. An
 * empty variable is how build servers say that a secret is not there; those that read it from a
 * file leave the end of its line.
 */
final class SecretOption implements ITypeConverter<String> {
  /** Reads {@code --app-key} from the variable {@code QXY_APP_KEY}, and so each secret option. */
  static IDefaultValueProvider from(Map<String, String> environment) {
    return argument ->
        argument instanceof OptionSpec option
                && Arrays.stream(option.converters()).anyMatch(SecretOption.class::isInstance)
            ? environment.get(variable(option.longestName()))
            : null;
  }

  private static String variable(String option) {
    return "QXY_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String convert(String given) {
    return given.isBlank() ? null : given.strip();
  }
}
