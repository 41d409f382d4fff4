package io.github.qxylogin.spring;

import io.github.qxylogin.client.services.LoginServices;
import java.util.Optional;

/**
 * The clients of several AppKeys by name. Inject this type where you make calls; a test passes a
 * fake: {@code QixiangyunLogins fake = name -> fakeServices}. The bean is a {@link
 * QixiangyunLoginRegistry}.
 */
@FunctionalInterface
public interface QixiangyunLogins {

  /**
   * Returns the client of a name.
   *
   * @throws IllegalArgumentException if there is no client of this name
   */
  LoginServices get(String name);

  /** Returns the client of a name, or nothing if there is no client of this name. */
  default Optional<LoginServices> find(String name) {
    try {
      return Optional.ofNullable(get(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
