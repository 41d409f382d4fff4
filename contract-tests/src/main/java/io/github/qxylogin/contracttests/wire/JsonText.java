package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads JSON as strictly as it is defined, and keeps every digit of a number. */
public final class JsonText {
  /** Nothing that means well is deeper, and whatever reads or writes a value goes that deep. */
  public static final int DEEPEST = 100;

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

  private JsonText() {}

  /** Returns the elements of an array; none of anything else. */
  public static Stream<JsonNode> elements(JsonNode array) {
    return array.isArray() ? array.valueStream() : Stream.empty();
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

  /** Returns line and column of the first syntax error of a JSON text, such as {@code 1:5}. */
  static Optional<String> errorIn(String text) {
    try {
      MAPPER.readTree(text);
      return Optional.empty();
    } catch (JsonProcessingException malformed) {
      return Optional.ofNullable(malformed.getLocation())
          .map(at -> at.getLineNr() + ":" + at.getColumnNr());
    }
  }
}
