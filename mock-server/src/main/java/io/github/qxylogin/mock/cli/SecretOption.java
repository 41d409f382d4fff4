package io.github.qxylogin.mock.cli;

import picocli.CommandLine.ITypeConverter;

/**
 * A secret, from the command line or, so that no process list shows it, from the environment. An
 * empty variable is how build servers say that a secret is not there; those that read it from a
 * file leave the end of its line.
 */
final class SecretOption implements ITypeConverter<String> {
  @Override
  public String convert(String given) {
    return given.isBlank() ? null : given.strip();
  }
}
