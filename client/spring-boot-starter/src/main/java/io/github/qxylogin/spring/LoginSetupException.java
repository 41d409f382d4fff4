package io.github.qxylogin.spring;

import static io.github.qxylogin.spring.QixiangyunLoginProperties.PREFIX;

import org.jspecify.annotations.Nullable;

/** A property or a bean of the application is missing or wrong. The message contains no value. */
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
        String.format(
            "Set %s to the %s from the vendor's console, or %s.enabled=false to start without the"
                + " client.",
            property, field, PREFIX),
        null);
  }

  static LoginSetupException wrong(String property, IllegalArgumentException why) {
    return new LoginSetupException(
        property + " is wrong: " + why.getMessage() + ".", "Correct " + property + ".", why);
  }

  static LoginSetupException withoutRedis() {
    return new LoginSetupException(
        PREFIX + ".token-store is redis, but there is no StringRedisTemplate.",
        "Add spring-boot-starter-data-redis to the application, or define a TokenStore bean.",
        null);
  }

  /** Returns the next step. */
  String action() {
    return action;
  }
}
