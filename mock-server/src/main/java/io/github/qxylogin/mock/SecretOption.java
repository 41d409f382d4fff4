package io.github.qxylogin.mock;

/** Secrets from the command line or, so that no process list shows them, from the environment. */
final class SecretOption {

  private SecretOption() {}

  /** Returns the option's value, else the variable's, else null. */
  static String orVariable(String option, String variable) {
    return given(option) == null ? given(System.getenv(variable)) : option;
  }

  /**
   * An empty variable is how build servers say that a secret is not there; those that read it from
   * a file leave the end of its line.
   */
  private static String given(String secret) {
    return secret == null || secret.isBlank() ? null : secret.strip();
  }
}
