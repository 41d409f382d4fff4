package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** Where Jackson's own setting is named, which no caller can change. */
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  static ControlRequest of(Call call, String prefix) {
    String[] segments = call.path().substring(prefix.length()).split("/", 3);
    return new ControlRequest(
        call,
        segments.length > 1 ? segments[1] : "",
        segments.length > 2
            ? Optional.of(QueryParameters.decodedWithPlusSigns(segments[2]))
            : Optional.empty());
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
    try (JsonParser parser = STRICT.createParser(call.body())) {
      return object(parser);
    } catch (IOException unknownEncoding) {
      throw new BadControlRequestException("The body is no JSON: it has to be in UTF-8.");
    }
  }

  private static ObjectNode object(JsonParser parser) {
    try {
      if (STRICT.readTree(parser) instanceof ObjectNode object) {
        return object;
      }
      throw new BadControlRequestException("The body is to be a JSON object.");
    } catch (IOException unreadable) {
      JsonLocation at = place(unreadable, parser);
      throw new BadControlRequestException(
          "The body %s: line %d, column %d."
              .formatted(how(unreadable), at.getLineNr(), at.getColumnNr()));
    }
  }

  /** What is beyond Jackson's limits comes without a place. */
  private static JsonLocation place(IOException unreadable, JsonParser parser) {
    return unreadable instanceof JsonProcessingException wrong && wrong.getLocation() != null
        ? wrong.getLocation()
        : parser.currentLocation();
  }

  private static String how(IOException unreadable) {
    return unreadable instanceof StreamConstraintsException tooMuch
        ? "cannot be read: " + SETTING.matcher(tooMuch.getOriginalMessage()).replaceFirst("")
        : "is no JSON";
  }
}
