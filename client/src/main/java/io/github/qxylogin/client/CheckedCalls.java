package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import okhttp3.Call;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Makes no call of a request that the contract shows to be wrong, so that nothing is sent for it,
 * not even for a token. Reads the body that Retrofit hands over, whatever made it; what the
 * interceptors of a given client make of it is theirs.
 */
final class CheckedCalls implements Call.Factory {
  private final Operations operations;
  private final EncryptionCheck encryption;
  private final boolean complete;
  private final ObjectMapper json;
  private final Call.Factory calls;

  /**
   * Creates the factory.
   *
   * @param complete whether a request must have all that its operation requires
   * @param calls makes the calls of good requests
   */
  CheckedCalls(
      Operations operations,
      EncryptionCheck encryption,
      boolean complete,
      ObjectMapper json,
      Call.Factory calls) {
    this.operations = operations;
    this.encryption = encryption;
    this.complete = complete;
    this.json = json;
    this.calls = calls;
  }

  /**
   * Returns the call of a request.
   *
   * @throws IllegalArgumentException naming operation and fields, if the request is refused
   */
  @Override
  public Call newCall(Request request) {
    Operation operation =
        operations
            .at(request.url())
            .filter(o -> complete || EncryptionCheck.concerns(o))
            .orElse(null);
    if (operation == null || request.body() == null) {
      return calls.newCall(request);
    }
    ExactBody body = whole(request);
    JsonNode tree = tree(body);
    if (tree != null) {
      if (complete) {
        requireAll(operation, tree);
      }
      encryption.check(operation, tree);
    }
    return calls.newCall(request.newBuilder().method(request.method(), body).build());
  }

  private static void requireAll(Operation operation, JsonNode body) {
    List<String> missing = operation.missingFrom(body).stream().map(Field::name).toList();
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

  /** A body that can be written once only has been written now. */
  private static ExactBody whole(Request request) {
    try {
      return ExactBody.of(request.body(), false);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What is no JSON is not judged here: the platform does. */
  private @Nullable JsonNode tree(ExactBody body) {
    try {
      return json.readTree(body.bytes());
    } catch (IOException noJson) {
      return null;
    }
  }
}
