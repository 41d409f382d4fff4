package io.github.qxylogin.mock.http;

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
import io.github.qxylogin.mock.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of a request. Reads it strictly: nothing after the object, and no member twice. Used by
 * one thread.
 */
public final class RequestBody {
  private static final ObjectReader STRICT =
      new ObjectMapper()
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The replacement for bytes that are no UTF-8. */
  private static final String NO_CHARACTER = "\uFFFD";

  /** A curly quote where a name or a value begins. */
  private static final Pattern CURLY_QUOTE = Pattern.compile("[{\\[,:]\\s*[“”]");

  /** Jackson's name of a limit, which has no option here. */
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private final byte[] bytes;

  /** Parsed once: the rules and the journal use it, and a transaction may run again. */
  private Optional<ObjectNode> object = Optional.empty();

  private boolean isParsed;

  /**
   * @param bytes empty if there is no body
   */
  public RequestBody(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns the body as a JSON object, if it is one; an absent one is an empty object. Callers must
   * not change it.
   */
  public Optional<ObjectNode> object() {
    if (!isParsed) {
      object = read();
      isParsed = true;
    }
    return object;
  }

  private Optional<ObjectNode> read() {
    try {
      JsonNode read = STRICT.readTree(bytes);
      return read.isMissingNode()
          ? Optional.of(JsonNodeFactory.instance.objectNode())
          : Optional.of(read).filter(JsonNode::isObject).map(ObjectNode.class::cast);
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** Returns why the body is no JSON object, and where. */
  public Message fault() {
    try (JsonParser parser = STRICT.createParser(bytes)) {
      Message fault = fault(parser);
      return hint().map(hint -> Message.of(hint, fault)).orElse(fault);
    } catch (IOException unknownEncoding) {
      return Message.of("body.no-utf8");
    }
  }

  private static Message fault(JsonParser parser) {
    try {
      return Message.of("body.no-object", type(STRICT.readTree(parser)));
    } catch (IOException unreadable) {
      JsonLocation at = place(unreadable, parser);
      if (unreadable instanceof StreamConstraintsException beyond) {
        String limit = SETTING.matcher(beyond.getOriginalMessage()).replaceFirst("");
        return Message.of("body.limit", limit, at.getLineNr(), at.getColumnNr());
      }
      return Message.of(
          unreadable instanceof MismatchedInputException ? "body.repeated-member" : "body.no-json",
          at.getLineNr(),
          at.getColumnNr());
    }
  }

  /** Returns where a body cannot be read. Jackson names no place for what exceeds its limits. */
  public static JsonLocation place(IOException unreadable, JsonParser parser) {
    return unreadable instanceof JsonProcessingException wrong && wrong.getLocation() != null
        ? wrong.getLocation()
        : parser.currentLocation();
  }

  private Optional<String> hint() {
    if (bytes[0] == '\'') {
      return Optional.of("body.single-quote");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (CURLY_QUOTE.matcher(text).find()) {
      return Optional.of("body.curly-quotes");
    }
    return Optional.of("body.gbk").filter(key -> text.contains(NO_CHARACTER));
  }

  /** Returns the JSON Schema type of a value. */
  public static String type(JsonNode value) {
    return value.isIntegralNumber()
        ? "integer"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
