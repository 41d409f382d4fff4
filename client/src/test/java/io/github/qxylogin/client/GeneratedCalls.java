package io.github.qxylogin.client;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;

/** Finds the generated code of an operation, so that new operations are tested without changes. */
final class GeneratedCalls {
  private static final String PACKAGE = "io.github.qxylogin.client.api";

  /** Found once: log recorders would record the search. */
  private static final List<Method> METHODS =
      new ClassFileImporter()
          .importPackages(PACKAGE).stream()
              .map(JavaClass::reflect)
              .flatMap(api -> Arrays.stream(api.getMethods()))
              .toList();

  private GeneratedCalls() {}

  static Method method(Operation operation) {
    return METHODS.stream()
        .filter(m -> m.getName().equals(operation.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is generated for " + operation.id()));
  }

  /** An operation without a body takes nothing. */
  static Class<?> request(Operation operation) {
    Class<?>[] parameters = method(operation).getParameterTypes();
    return parameters.length == 0 ? Void.class : parameters[0];
  }

  /** Returns the class of a schema: generated, or written by hand for the one that is mapped. */
  static Class<?> model(String schema) throws ClassNotFoundException {
    String here = GeneratedCalls.class.getPackageName();
    try {
      return Class.forName(here + ".model." + schema);
    } catch (ClassNotFoundException mapped) {
      return Class.forName(here + ".types." + schema);
    }
  }

  static Class<?> response(Operation operation) {
    ParameterizedType call = (ParameterizedType) method(operation).getGenericReturnType();
    return (Class<?>) call.getActualTypeArguments()[0];
  }
}
