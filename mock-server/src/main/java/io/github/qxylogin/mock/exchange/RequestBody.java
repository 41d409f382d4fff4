package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads request bodies strictly: nothing after the object, and no member twice. */
public final class RequestBody {
  private static final ObjectReader STRICT =
      new ObjectMapper()
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The replacement for bytes that are no UTF-8. */
  private static final String NO_CHARACTER = "\uFFFD";

  /** Jackson's name of a limit, which nobody can set here. */
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private RequestBody() {}

  /** Returns a body as a JSON object, if it is one; an absent one is an empty object. */
  public static Optional<ObjectNode> object(byte[] body) {
    try {
      JsonNode read = STRICT.readTree(body);
      return read.isMissingNode()
          ? Optional.of(JsonNodeFactory.instance.objectNode())
          : Optional.of(read).filter(JsonNode::isObject).map(ObjectNode.class::cast);
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** Returns why a body is no JSON object, and where. */
  public static String fault(byte[] body) {
    try (JsonParser parser = STRICT.createParser(body)) {
      return fault(parser) + hint(body);
    } catch (IOException unknownEncoding) {
      return "the body is no JSON: it has to be in UTF-8";
    }
  }

  private static String fault(JsonParser parser) {
    try {
      return "the body is JSON, but no object: send it as object, not as "
          + type(STRICT.readTree(parser));
    } catch (IOException unreadable) {
      JsonLocation at = place(unreadable, parser);
      return "%s: line %d, column %d"
          .formatted(problem(unreadable), at.getLineNr(), at.getColumnNr());
    }
  }

  private static String problem(IOException unreadable) {
    if (unreadable instanceof StreamConstraintsException beyond) {
      return "the body cannot be read: "
          + SETTING.matcher(beyond.getOriginalMessage()).replaceFirst("");
    }
    return unreadable instanceof MismatchedInputException
        ? "the body has a member twice, or something behind its end"
        : "the body is no JSON";
  }

  /** Returns where a body cannot be read. Jackson names no place for what exceeds its limits. */
  public static JsonLocation place(IOException unreadable, JsonParser parser) {
    return unreadable instanceof JsonProcessingException wrong && wrong.getLocation() != null
        ? wrong.getLocation()
        : parser.currentLocation();
  }

  private static String hint(byte[] body) {
    if (body[0] == '\'') {
      return "; it begins with a single quote, which cmd.exe passes on: use double quotes there";
    }
    return new String(body, StandardCharsets.UTF_8).contains(NO_CHARACTER)
        ? "; its bytes are no UTF-8, but may be GBK, as cmd.exe sends it: send UTF-8"
        : "";
  }

  /** Returns the JSON Schema type of a value. */
  public static String type(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
