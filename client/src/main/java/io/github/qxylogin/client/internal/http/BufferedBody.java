package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** The body of a response, buffered in memory and parsed once. */
public final class BufferedBody {
  /** The body of the response, unless an interceptor of a given client replaced it. */
  public final ResponseBody raw;

  private final byte[] bytes;
  private JsonNode tree;
  private Envelope envelope = Envelope.builder().build();
  private @Nullable UnreadableBodyException problem;

  BufferedBody(@Nullable MediaType type, byte[] bytes, ObjectMapper json) {
    this.bytes = bytes;
    raw = ResponseBody.create(bytes, type);
    tree = json.missingNode();
    try {
      tree = json.readTree(bytes);
      if (tree.isObject()) {
        envelope = json.treeToValue(tree, Envelope.class);
      } else {
        problem = UnreadableBodyException.noObject(tree.isMissingNode());
      }
    } catch (JsonProcessingException unreadable) {
      problem = UnreadableBodyException.of(unreadable);
    } catch (IOException | StackOverflowError unreadable) {
      problem = UnreadableBodyException.noObject(false);
    }
  }

  /** Returns the body of a response, even if an interceptor of a given client replaced it. */
  public static BufferedBody of(Response response, ObjectMapper json) throws IOException {
    ResponseBody body = response.body();
    BufferedBody received = CallInfo.ofOurs(response.request()).guard.response();
    return received != null && received.raw == body
        ? received
        : new BufferedBody(body.contentType(), body.bytes(), json);
  }

  /** Returns the business code, a text or a number; "" if there is none. */
  public String code() {
    JsonNode code = tree.path(Envelope.JSON_PROPERTY_CODE);
    return problem == null && (code.isTextual() || code.isNumber()) ? code.asText() : "";
  }

  /** Returns the members of every response; empty if it is no JSON of the contract. */
  public Envelope envelope() {
    return envelope;
  }

  /** Returns the whole body; missing if it is no JSON. */
  public JsonNode tree() {
    return tree;
  }

  /** Returns why it is no JSON of the contract; null if it is. */
  public @Nullable UnreadableBodyException problem() {
    return problem;
  }

  /** Returns the body, unpacked and decoded as UTF-8. */
  public String text() {
    return new String(bytes, UTF_8);
  }
}
