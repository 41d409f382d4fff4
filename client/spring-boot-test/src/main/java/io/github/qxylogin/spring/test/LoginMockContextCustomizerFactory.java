package io.github.qxylogin.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link EnableLoginMock} on a test class, its superclasses and enclosing classes. */
final class LoginMockContextCustomizerFactory implements ContextCustomizerFactory {
  LoginMockContextCustomizerFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    return TestContextAnnotationUtils.hasAnnotation(testClass, EnableLoginMock.class)
        ? new LoginMockContextCustomizer()
        : null;
  }
}
