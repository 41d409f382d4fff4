package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.RequestBody;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import io.github.qxylogin.mock.stubbing.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The JSON of the control API, as records. Nothing is guessed: another type, another member or one
 * that comes twice is an {@link IllegalArgumentException} that names it, but not its value, which
 * may be an identity. A member of null is as if absent.
 */
final class ControlJson {
  /** Where Jackson's own setting is named, which no caller can change. */
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
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

  /** Reads a body as a JSON object; an absent one is an empty object. */
  static ObjectNode object(byte[] body) {
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try (JsonParser parser = JSON.createParser(body)) {
      return object(parser);
    } catch (IOException unknownEncoding) {
      throw new IllegalArgumentException("The body is no JSON: it has to be in UTF-8.");
    }
  }

  private static ObjectNode object(JsonParser parser) {
    try {
      if (JSON.reader().readTree(parser) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("The body is to be a JSON object.");
    } catch (IOException unreadable) {
      JsonLocation at = RequestBody.place(unreadable, parser);
      throw new IllegalArgumentException(
          "The body %s: line %d, column %d."
              .formatted(how(unreadable), at.getLineNr(), at.getColumnNr()));
    }
  }

  private static String how(IOException unreadable) {
    if (unreadable instanceof StreamConstraintsException tooMuch) {
      return "cannot be read: " + SETTING.matcher(tooMuch.getOriginalMessage()).replaceFirst("");
    }
    return unreadable instanceof JsonProcessingException wrong
            && wrong.getOriginalMessage().startsWith("Duplicate")
        ? "has a member twice"
        : "is no JSON";
  }

  /**
   * Reads an object as a record, which checks its members itself; but not before each is one that
   * there is, since what is misspelt would seem to be missing.
   */
  static <T> T read(ObjectNode object, Class<T> type) {
    List<String> known = members(type);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new UnknownNameException("The body takes no member", name, known);
              }
            });
    try {
      return JSON.treeToValue(object, type);
    } catch (JsonProcessingException wrong) {
      throw told(wrong);
    }
  }

  /** Returns the names of a record's members. */
  static List<String> members(Class<?> type) {
    return JSON
        .getDeserializationConfig()
        .introspect(JSON.constructType(type))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .toList();
  }

  private static IllegalArgumentException told(JsonProcessingException wrong) {
    if (wrong.getCause() instanceof IllegalArgumentException checked) {
      return checked;
    }
    if (wrong instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return new UnknownNameException(
          member(format) + " cannot be",
          String.valueOf(format.getValue()),
          Arrays.stream(format.getTargetType().getEnumConstants())
              .map(constant -> JSON.valueToTree(constant).asText())
              .toList());
    }
    if (wrong instanceof MismatchedInputException other) {
      return new IllegalArgumentException(
          "%s has to be %s.".formatted(member(other), wanted(other)));
    }
    if (wrong instanceof JsonMappingException mapping
        && mapping.getCause() instanceof InputCoercionException) {
      return new IllegalArgumentException(member(mapping) + " is a number that is too large.");
    }
    throw new IllegalStateException("a record cannot be read", wrong);
  }

  private static String member(JsonMappingException wrong) {
    return wrong.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .reduce((first, last) -> last)
        .orElse("The body");
  }

  private static String wanted(MismatchedInputException wrong) {
    Class<?> type = wrong.getTargetType();
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Integer.class && member(wrong).equals("times")) {
      return Outcome.TIMES;
    }
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    return "a text";
  }

  /** Reads what {@code control.yaml} calls a duration, of all that {@link Duration} would take. */
  private static final class DurationReader extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    /** With the sign that is refused by who knows why. */
    private static final Pattern FORM =
        Pattern.compile("-?P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?");

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return (Duration) context.handleUnexpectedToken(String.class, parser);
      }
      String name = parser.currentName();
      return duration(name, parser.getText());
    }
  }

  /** Reads a duration that a member or parameter of this name has. */
  static Duration duration(String name, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (DurationReader.FORM.matcher(text).matches()
          && (!text.startsWith("-") || duration.isNegative())) {
        return duration;
      }
    } catch (DateTimeParseException notADuration) {
      // told below
    }
    throw new IllegalArgumentException("%s has to be a duration such as PT2S.".formatted(name));
  }
}
