package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/** Refuses a request that lacks what its operation requires. */
final class Completeness implements RequestCheck {
  private final ObjectMapper json;
  private final Members members;

  Completeness(ObjectMapper json) {
    this.json = json;
    members = new Members(json);
  }

  @Override
  public void check(Operation operation, Request request, FixedRequestBody body) {
    Object model = model(request);
    boolean depends = !operation.alternatives().isEmpty() || !operation.requiredWhen().isEmpty();
    if (model == null || depends || lacks(operation, model)) {
      requireAll(operation, body);
    }
  }

  private static @Nullable Object model(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    List<?> arguments = invocation == null ? List.of() : invocation.arguments();
    return arguments.isEmpty() ? null : arguments.get(0);
  }

  /** Looks at the object instead of its JSON, which costs nearly nothing. */
  private boolean lacks(Operation operation, Object model) {
    for (Field field : operation.fields()) {
      if (field.required()) {
        Object value = members.get(model, field.name());
        if (value == null || (value instanceof String text && text.isBlank())) {
          return true;
        }
      }
    }
    return false;
  }

  private void requireAll(Operation operation, FixedRequestBody body) {
    List<String> missing;
    try {
      missing =
          operation.missingFrom(json.readTree(body.bytes())).stream().map(Field::name).toList();
    } catch (IOException noJson) {
      // What is no JSON is not judged here: the platform does.
      return;
    }
    if (!missing.isEmpty()) {
      int last = missing.size() - 1;
      String before = String.join(", ", missing.subList(0, last));
      throw new IllegalArgumentException(
          "%s needs %s%s: set %s in the request. Nothing was sent."
              .formatted(
                  operation.id(),
                  last == 0 ? "" : before + " and ",
                  missing.get(last),
                  last == 0 ? "it" : "them"));
    }
  }
}
