package io.github.qxylogin.mock.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class OldJunitTest {
  /** Has all that a JUnit has, but for what 5.13 brought. */
  private static final ClassLoader OLD =
      new ClassLoader(OldJunitTest.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          if (name.endsWith(".ClassTemplate")) {
            throw new ClassNotFoundException(name);
          }
          return super.loadClass(name, resolve);
        }
      };

  @Test
  void requireStoresThatClose_oldJunit_isRefused() {
    assertThatThrownBy(() -> LoginMockExtension.requireStoresThatClose(OLD))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith("LoginMockExtension needs JUnit 5.13 or later");
  }

  @Test
  void requireStoresThatClose_thisJunit_isTaken() {
    assertThatCode(
            () -> LoginMockExtension.requireStoresThatClose(OldJunitTest.class.getClassLoader()))
        .doesNotThrowAnyException();
  }
}
