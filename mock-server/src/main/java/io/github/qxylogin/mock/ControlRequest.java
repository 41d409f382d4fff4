package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call of the control API.
 *
 * @param call the request as it came
 * @param resource the first segment below the prefix
 * @param item what follows it, decoded, if anything does
 */
record ControlRequest(Call call, String resource, Optional<String> item) {
  private static final ObjectReader STRICT =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static ControlRequest of(Call call, String prefix) {
    String[] segments = call.path().substring(prefix.length()).split("/", 3);
    return new ControlRequest(
        call,
        segments.length > 1 ? segments[1] : "",
        segments.length > 2 ? Optional.of(decoded(segments[2])) : Optional.empty());
  }

  /** Returns the value of a query parameter, if it is given and not empty. */
  Optional<String> query(String name) {
    return Stream.of(call.query().split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && decoded(pair[0]).equals(name))
        .map(pair -> decoded(pair[1]))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /**
   * Returns the body as a JSON object; an absent one is an empty object.
   *
   * @throws BadControlRequestException if it is no JSON object
   */
  ObjectNode body() {
    if (call.body().length == 0) {
      return new ObjectMapper().createObjectNode();
    }
    try {
      JsonNode body = STRICT.readTree(call.body());
      if (body instanceof ObjectNode object) {
        return object;
      }
      throw new BadControlRequestException("The body is to be a JSON object.");
    } catch (JsonProcessingException malformed) {
      throw new BadControlRequestException(
          "The body is no JSON: line %d, column %d."
              .formatted(
                  malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr()));
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes cannot be read", impossible);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
