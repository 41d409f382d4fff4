package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.client.types.Password;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Calls an operation, raw and typed, and records all that it sees of the call. */
final class CanaryCalls {
  /** Reads and writes like the client. */
  private static final ObjectMapper JSON = Json.mapper(new PasswordCipher(RsaKeys.USUAL.open()));

  /** Writes all members of a model, including those that JSON omits. */
  private static final ObjectMapper ALL =
      JSON.copy()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public JsonProperty.@Nullable Access findPropertyAccess(Annotated member) {
                  return null;
                }
              });

  private final Operation operation;
  private final QixiangyunLogin login;
  private final CapturedOutput heard;
  private final ObjectNode body;
  private final boolean encrypted;
  private final Method method;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * Creates the calls.
   *
   * @param body the request, its password in clear
   * @param encrypted whether the client is to encrypt it
   */
  CanaryCalls(
      Operation operation,
      QixiangyunLogin login,
      CapturedOutput heard,
      ObjectNode body,
      boolean encrypted) {
    this.operation = operation;
    this.login = login;
    this.heard = heard;
    this.body = body;
    this.encrypted = encrypted;
    method = GeneratedCalls.method(operation);
  }

  /**
   * Calls the raw interface.
   *
   * @param asSent whether the response quotes nothing: the texts of a raw response are as they came
   */
  void raw(Form form, boolean asSent) {
    try {
      Object api = login.api(method.getDeclaringClass());
      Class<?>[] types = method.getParameterTypes();
      Call<?> call =
          (Call<?>)
              (types.length == 0 ? method.invoke(api) : method.invoke(api, argument(types[0])));
      heard.note(call.request());
      Response<?> response = form == Form.BLOCKING ? call.execute() : Form.awaited(enqueue(call));
      heard.note(response);
      heard.note(response.raw());
      heard.note(response.raw().request());
      if (asSent) {
        heard.note(response.body());
        read.addAll(Secrets.in(ALL.writeValueAsString(response.body())));
      }
    } catch (IOException | ExecutionException failed) {
      heard.note(failed);
    } catch (InvocationTargetException failed) {
      heard.note(failed.getCause());
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  private static <T> CompletableFuture<Response<T>> enqueue(Call<T> call) {
    CompletableFuture<Response<T>> future = new CompletableFuture<>();
    call.enqueue(
        new Callback<>() {
          @Override
          public void onResponse(Call<T> call, Response<T> response) {
            future.complete(response);
          }

          @Override
          public void onFailure(Call<T> call, Throwable failed) {
            future.completeExceptionally(failed);
          }
        });
    return future;
  }

  void typed(Form form) {
    try {
      heard.note(TypedCalls.call(form, login, operation, this::argument));
    } catch (QixiangyunException failed) {
      heard.note(failed);
      heard.note(failed.again());
    }
  }

  /** Returns the names of the secrets in the generated responses. */
  Set<String> read() {
    return read;
  }

  private Object argument(Class<?> type) {
    Object argument = TypedCalls.argument(type, body);
    try {
      if (type == GeneratedCalls.request(operation)) {
        Object builder = type.getMethod("toBuilder").invoke(argument);
        heard.note(builder);
        setPasswords(builder);
        argument = builder.getClass().getMethod("buildPartial").invoke(builder);
      }
    } catch (ReflectiveOperationException hidden) {
      throw new LinkageError(hidden.getMessage(), hidden);
    }
    heard.note(argument);
    return argument;
  }

  private void setPasswords(Object builder) throws ReflectiveOperationException {
    for (Method setter : builder.getClass().getMethods()) {
      boolean password =
          setter.getParameterCount() == 1 && setter.getParameterTypes()[0] == Password.class;
      String clear = body.path(setter.getName()).textValue();
      if (encrypted && password && clear != null) {
        setter.invoke(builder, Password.of(clear.toCharArray()));
      }
    }
  }
}
