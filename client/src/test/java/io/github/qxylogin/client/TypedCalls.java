package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.services.QixiangyunCall;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Calls an operation's typed method by its name, so that a new one is tested with no Java. */
final class TypedCalls {
  private static final ObjectMapper JSON = Json.mapper();

  private TypedCalls() {}

  static boolean exist(Operation operation) {
    return service(operation).isPresent();
  }

  /** Returns the name of the method of the login that leads to the operation's service. */
  static String serviceName(Operation operation) {
    return service(operation).orElseThrow().getName();
  }

  /** Returns the result of the typed call. */
  static Type given(Operation operation) {
    ParameterizedType call =
        (ParameterizedType)
            method(service(operation).orElseThrow(), operation).getGenericReturnType();
    return call.getActualTypeArguments()[0];
  }

  /** Returns whether the operation has no result besides success or an exception. */
  static boolean giveNothing(Operation operation) {
    return given(operation) == Void.class;
  }

  /** Calls with the request of the operation's first success. */
  static Object call(Form form, QixiangyunLogin login, String operation) {
    Operation called = FakePlatform.CONTRACT.operation(operation);
    return call(form, login, called, called.firstSuccess().request());
  }

  static Object call(Form form, QixiangyunLogin login, Operation operation, JsonNode request) {
    JsonNode body = request == null ? null : sendable(operation, request);
    return call(form, login, operation, type -> argument(type, body));
  }

  static Object argument(Class<?> type, JsonNode body) {
    return JSON.convertValue(body, type);
  }

  /** Calls with the arguments that a function makes for the types of the parameters. */
  static Object call(
      Form form, QixiangyunLogin login, Operation operation, Function<Class<?>, Object> argument) {
    return form.call(made(login, operation, argument));
  }

  @SuppressWarnings("unchecked")
  private static QixiangyunCall<Object> made(
      QixiangyunLogin login, Operation operation, Function<Class<?>, Object> argument) {
    Method accessor = service(operation).orElseThrow();
    Method method = method(accessor, operation);
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(argument).toArray();
    try {
      return (QixiangyunCall<Object>) method.invoke(accessor.invoke(login), arguments);
    } catch (InvocationTargetException failed) {
      throw (RuntimeException) failed.getCause();
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  /** Returns the method of the login that leads to the operation's service. */
  private static Optional<Method> service(Operation operation) {
    return Arrays.stream(LoginServices.class.getMethods())
        .filter(m -> m.getParameterCount() == 0)
        .filter(
            m ->
                Arrays.stream(m.getReturnType().getMethods())
                    .anyMatch(method -> method.getName().equals(operation.id())))
        .findFirst();
  }

  private static Method method(Method accessor, Operation operation) {
    return Arrays.stream(accessor.getReturnType().getMethods())
        .filter(m -> m.getName().equals(operation.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Some documented requests have placeholders for passwords, which the client rejects. */
  private static JsonNode sendable(Operation operation, JsonNode request) {
    ObjectNode body = request.deepCopy();
    operation.fields().stream()
        .filter(f -> f.publicKey() != null || f.encryptedWhen() != null)
        .filter(f -> body.has(f.name()))
        .forEach(
            f -> {
              body.put(f.name(), Form.ENCRYPTED);
              if (f.encryptedWhen() != null) {
                body.remove(f.encryptedWhen().field());
              }
            });
    return body;
  }
}
