package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads JSON as strictly as it is defined, and keeps every digit of a number. */
public final class JsonText {
  /** Useful bodies are less deep; all readers and writers of values accept this depth. */
  public static final int DEEPEST = 100;

  /** Long enough to mask a value before the rest is cut. */
  private static final int LONGEST_START = 4000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Pattern INDEX = Pattern.compile("(?<=/)(0|[1-9]\\d{0,9})(?=/|$)");

  private JsonText() {}

  /** Returns a place of bodies: that of one body, with {@code *} for each index of a list. */
  public static JsonPointer anyElement(JsonPointer at) {
    return JsonPointer.compile(INDEX.matcher(at.toString()).replaceAll("*"));
  }

  /** Returns the value of a JSON text in UTF-8, or a missing node when it is none, or too deep. */
  public static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException | JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** Returns where a body stops being JSON, and its first characters in the charset it names. */
  static Response.NoJson whyNot(byte[] bytes, String charset) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean known = !charset.isEmpty() && Charset.isSupported(charset);
    String shown = known ? new String(bytes, Charset.forName(charset)) : text;
    JsonLocation at = JsonLocation.NA;
    try {
      MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      at = broken.getLocation() == null ? at : broken.getLocation();
    }
    return new Response.NoJson(
        bytes.length,
        charset,
        text.startsWith("\uFEFF"),
        Math.max(1, at.getLineNr()),
        Math.max(1, at.getColumnNr()),
        shown.substring(0, Math.min(LONGEST_START, shown.length())));
  }
}
