package io.github.qxylogin.spring;

/** A property of {@code qixiangyun.login} is missing or wrong. Quotes no value. */
final class LoginPropertyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String action;

  private LoginPropertyException(String message, String action) {
    super(message);
    this.action = action;
  }

  static LoginPropertyException missing(String property, String field) {
    return new LoginPropertyException(
        property + " is not set.",
        "Set "
            + property
            + " to the "
            + field
            + " from the vendor's console, or "
            + QixiangyunLoginProperties.PREFIX
            + ".enabled=false to start without the client.");
  }

  static LoginPropertyException wrong(String property, IllegalArgumentException why) {
    return new LoginPropertyException(
        property + " is wrong: " + why.getMessage() + ".", "Correct " + property + ".");
  }

  static LoginPropertyException withoutRedis() {
    String property = QixiangyunLoginProperties.PREFIX + ".token-store";
    return new LoginPropertyException(
        property + " is redis, but there is no StringRedisTemplate.",
        "Add spring-boot-starter-data-redis to the application, define a TokenStore bean, or leave "
            + property
            + " out.");
  }

  /** Returns what to do about it. */
  String action() {
    return action;
  }
}
