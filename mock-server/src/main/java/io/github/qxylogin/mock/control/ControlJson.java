package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.stubbing.Outcome;
import io.github.qxylogin.mock.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON of the control API, as records. Another type or another member is an {@link
 * IllegalArgumentException} that names it, but not its value, which may be an identity. A member of
 * null is as if absent, and a number is a text.
 */
final class ControlJson {
  /**
   * What {@code control.yaml} calls a duration, of all that {@link Duration} would take. A time
   * below zero is refused later, by its range.
   */
  private static final Pattern DURATION =
      Pattern.compile(
          "(-(?=.*[1-9]))?P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(
              new SimpleModule()
                  .addDeserializer(Duration.class, new DurationReader())
                  .addSerializer(Duration.class, ToStringSerializer.instance)
                  .addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private ControlJson() {}

  /** Answers with a record, or a list or map of such. */
  static Reply reply(Object answer) {
    try {
      return Reply.of(200, Answer.JSON, JSON.writeValueAsBytes(answer));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer cannot be written as JSON", impossible);
    }
  }

  /** Returns a record, or a list of such, as a member of what is answered. */
  static JsonNode tree(Object answer) {
    return JSON.valueToTree(answer);
  }

  /**
   * Reads an object as a record, which checks its members itself; but not before each is one that
   * there is, since what is misspelt would seem to be missing.
   */
  static <T> T read(ObjectNode object, Class<T> type) {
    List<String> known =
        JSON
            .getDeserializationConfig()
            .introspect(JSON.constructType(type))
            .findProperties()
            .stream()
            .map(BeanPropertyDefinition::getName)
            .toList();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey()) && !member.getValue().isNull()) {
        throw InvalidValueException.unknown("name.no-member", member.getKey(), known);
      }
    }
    try {
      return JSON.treeToValue(object, type);
    } catch (JsonMappingException wrong) {
      throw refused(wrong);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree cannot be read", impossible);
    }
  }

  private static InvalidValueException refused(JsonMappingException wrong) {
    if (wrong.getCause() instanceof InvalidValueException checked) {
      return checked;
    }
    Message member =
        wrong.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .reduce((first, last) -> last)
            .map(Message::plain)
            .orElse(Message.of("value.body"));
    if (wrong instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return InvalidValueException.unknown(
          "name.cannot-be",
          String.valueOf(format.getValue()),
          Stream.of(format.getTargetType().getEnumConstants())
              .map(constant -> JSON.valueToTree(constant).asText())
              .toList(),
          member);
    }
    if (wrong instanceof MismatchedInputException && member.equals(Message.plain("times"))) {
      return InvalidValueException.of("value.out-of-range", member, Outcome.MOST_TIMES);
    }
    return InvalidValueException.of(
        wrong instanceof MismatchedInputException other
            ? wanted(other.getTargetType())
            : "value.too-large",
        member);
  }

  private static String wanted(Class<?> type) {
    if (type == Boolean.class) {
      return "value.no-boolean";
    }
    return type == Integer.class || type == Long.class ? "value.no-integer" : "value.no-text";
  }

  /**
   * Reads a duration.
   *
   * @param name the member or parameter that has it
   */
  static Duration duration(String name, String text) {
    try {
      if (DURATION.matcher(text).matches()) {
        return Duration.parse(text);
      }
    } catch (DateTimeParseException tooLong) {
      // Refused below, as all others.
    }
    throw InvalidValueException.of("value.no-duration", name);
  }

  private static final class DurationReader extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken() == JsonToken.VALUE_STRING
          ? duration(parser.currentName(), parser.getText())
          : (Duration) context.handleUnexpectedToken(String.class, parser);
    }
  }
}
