package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Calls an operation's typed methods by its name, so that a new one is tested with no Java. */
final class TypedCalls {
  private static final ObjectMapper JSON = Json.mapper();

  private TypedCalls() {}

  static boolean exist(Operation operation) {
    return api(operation).isPresent();
  }

  /** Returns whether the operation works or throws, and has nothing to tell. */
  static boolean giveNothing(Operation operation) {
    return methods(api(operation).orElseThrow().getReturnType(), operation.id())
        .allMatch(m -> m.getReturnType() == void.class);
  }

  /** Calls with the request of the operation's first success. */
  static Object call(Form form, QixiangyunLogin login, String operation) {
    Operation called = FakePlatform.CONTRACT.operation(operation);
    return call(form, login, called, called.firstSuccess().request());
  }

  static Object call(Form form, QixiangyunLogin login, Operation operation, JsonNode request) {
    JsonNode body = sendable(operation, request);
    return call(form, login, operation, type -> argument(type, body));
  }

  /** Calls with the arguments that a function makes for the types of the parameters. */
  @SuppressWarnings("unchecked")
  static Object call(
      Form form, QixiangyunLogin login, Operation operation, Function<Class<?>, Object> argument) {
    return form.call(
        () -> invoke(login, operation, operation.id(), argument),
        () ->
            (CompletableFuture<Object>)
                invoke(login, operation, operation.id() + "Async", argument));
  }

  private static Object invoke(
      QixiangyunLogin login,
      Operation operation,
      String name,
      Function<Class<?>, Object> argument) {
    Method api = api(operation).orElseThrow();
    Method method = methods(api.getReturnType(), name).findFirst().orElseThrow();
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(argument).toArray();
    try {
      return method.invoke(api.invoke(login), arguments);
    } catch (InvocationTargetException failed) {
      throw (RuntimeException) failed.getCause();
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  /** Returns the method of the login that leads to the operation's API class. */
  private static Optional<Method> api(Operation operation) {
    return Arrays.stream(QixiangyunLogin.class.getMethods())
        .filter(m -> m.getParameterCount() == 0)
        .filter(m -> methods(m.getReturnType(), operation.id()).findAny().isPresent())
        .filter(m -> methods(m.getReturnType(), operation.id() + "Async").findAny().isPresent())
        .findFirst();
  }

  /** Leaves the overloads for convenience out. */
  private static Stream<Method> methods(Class<?> api, String name) {
    return Arrays.stream(api.getMethods())
        .filter(m -> m.getName().equals(name))
        .filter(m -> !Arrays.asList(m.getParameterTypes()).contains(QrCode.class));
  }

  /** Some documented requests have placeholders for passwords, which the client refuses. */
  private static JsonNode sendable(Operation operation, JsonNode request) {
    ObjectNode body = request.deepCopy();
    operation.fields().stream()
        .filter(f -> f.publicKey() != null || f.encryptedWhen() != null)
        .filter(f -> body.has(f.name()))
        .forEach(f -> body.put(f.name(), Form.ENCRYPTED));
    return body;
  }

  static Object argument(Class<?> type, JsonNode request) {
    if (type == String.class) {
      return request.path("nsrsbh").asText();
    }
    if (type == long.class) {
      return request.path("aggOrgId").asLong();
    }
    boolean account = type == AccountId.class || type == HostedAccountId.class;
    return JSON.convertValue(account ? request.path("accountId") : request, type);
  }
}
