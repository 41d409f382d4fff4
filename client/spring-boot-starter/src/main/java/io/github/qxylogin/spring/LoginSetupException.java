package io.github.qxylogin.spring;

import org.jspecify.annotations.Nullable;

/** A property or a bean of the application is missing or wrong. Quotes no value. */
final class LoginSetupException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String action;

  private LoginSetupException(String message, String action, @Nullable Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  static LoginSetupException missing(String property, String field) {
    return new LoginSetupException(
        property + " is not set.",
        "Set "
            + property
            + " to the "
            + field
            + " from the vendor's console, or "
            + QixiangyunLoginProperties.PREFIX
            + ".enabled=false to start without the client.",
        null);
  }

  static LoginSetupException wrong(String property, IllegalArgumentException why) {
    return new LoginSetupException(
        property + " is wrong: " + why.getMessage() + ".", "Correct " + property + ".", why);
  }

  static LoginSetupException withoutRedis() {
    String property = QixiangyunLoginProperties.PREFIX + ".token-store";
    return new LoginSetupException(
        property + " is redis, but there is no StringRedisTemplate.",
        "Add spring-boot-starter-data-redis to the application, define a TokenStore bean, or leave "
            + property
            + " out.",
        null);
  }

  /** The client at the top has this name in metrics and health. */
  static LoginSetupException reserved(String property) {
    return new LoginSetupException(
        property + " has the name of the client at the top.", "Rename " + property + ".", null);
  }

  /** Returns what to do about it. */
  String action() {
    return action;
  }
}
