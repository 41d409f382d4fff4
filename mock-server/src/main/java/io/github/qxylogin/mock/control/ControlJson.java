package io.github.qxylogin.mock.control;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.stubbing.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the control API. A member of another type or an unknown member is an {@link
 * IllegalArgumentException} that names the member, but not its value, which may be an identity. A
 * member of null is as if absent, and a number is a text.
 */
final class ControlJson {
  /**
   * The durations of {@code control.yaml}; {@link Duration} parses more. A time below zero is
   * rejected later, by its range.
   */
  private static final Pattern DURATION =
      Pattern.compile(
          "(-(?=.*[1-9]))?P(?=.)(\\d{1,13}D)?(T(?=.)(\\d{1,13}H)?(\\d{1,13}M)?"
              + "(\\d{1,13}(\\.\\d{1,9})?S)?)?");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfigDefaults(
              values ->
                  values
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          // Jackson 2.19 has no constant for it.
          .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, NON_NULL))
          .addModule(
              new SimpleModule()
                  .addDeserializer(Duration.class, new DurationReader())
                  .addSerializer(Duration.class, ToStringSerializer.instance)
                  .addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private ControlJson() {}

  /** Returns an object for members of a response. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Returns a record, or a list or map of records, as a member of a response. */
  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /** Returns a response with a JSON object, a record, or a list of them. */
  static MockResponse response(Object body) {
    return MockResponse.json(200, tree(body));
  }

  /**
   * Reads an object as a record, which checks its fields itself. Unknown fields are rejected first:
   * a misspelt field would seem to be missing.
   */
  static <T> T read(ObjectNode object, Class<T> type) {
    checkMembers(object, JSON.constructType(type), "");
    try {
      return JSON.treeToValue(object, type);
    } catch (JsonProcessingException wrong) {
      // A tree is not parsed: only its mapping can fail.
      throw error((JsonMappingException) wrong);
    }
  }

  private static void checkMembers(JsonNode value, JavaType type, String place) {
    InvalidValueException.check(!value.isNull() || isJson(type), "value.null", place);
    if (value.isArray() && type.isCollectionLikeType()) {
      for (int i = 0; i < value.size(); i++) {
        checkMembers(value.get(i), type.getContentType(), place + "/" + i);
      }
    } else if (value.isObject() && type.isMapLikeType()) {
      value
          .properties()
          .forEach(
              each ->
                  checkMembers(
                      each.getValue(), type.getContentType(), below(place, each.getKey())));
    } else if (value instanceof ObjectNode object && type.getRawClass().isRecord()) {
      Map<String, JavaType> known = members(type);
      object
          .properties()
          .removeIf(each -> each.getValue().isNull() && !isJson(known.get(each.getKey())));
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!known.containsKey(member.getKey())) {
          throw InvalidValueException.unknown("name.no-member", member.getKey(), known.keySet())
              .at(place);
        }
        checkMembers(member.getValue(), known.get(member.getKey()), below(place, member.getKey()));
      }
    }
  }

  /** Of any other type, a member of null is as if absent. */
  private static boolean isJson(@Nullable JavaType type) {
    return type != null && type.hasRawClass(JsonNode.class);
  }

  private static Map<String, JavaType> members(JavaType type) {
    Map<String, JavaType> members = new LinkedHashMap<>();
    JSON.getDeserializationConfig()
        .introspect(type)
        .findProperties()
        .forEach(member -> members.put(member.getName(), member.getPrimaryType()));
    return members;
  }

  /** Returns the JSON Pointer of a member. The identities in it are masked. */
  private static String below(String place, String name) {
    return place + "/" + (place.equals("/outcomes") ? Recipients.masked(name) : name);
  }

  private static InvalidValueException error(JsonMappingException wrong) {
    String place = place(wrong);
    boolean nested = place.lastIndexOf('/') > 0;
    if (wrong.getCause() instanceof InvalidValueException checked) {
      return nested ? checked.at(place) : checked;
    }
    String member = nested ? place : place.substring(1);
    if (wrong instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return InvalidValueException.unknown(
          "name.cannot-be",
          String.valueOf(format.getValue()),
          Stream.of(format.getTargetType().getEnumConstants())
              .map(constant -> JSON.valueToTree(constant).asText())
              .toList(),
          member);
    }
    if (wrong instanceof MismatchedInputException && member.endsWith("times")) {
      return InvalidValueException.of("value.out-of-range", member, Outcome.MAX_TIMES);
    }
    return InvalidValueException.of(
        wrong instanceof MismatchedInputException other
            ? expectedType(other.getTargetType())
            : "value.too-large",
        member);
  }

  private static String place(JsonMappingException wrong) {
    String place = "";
    for (Reference part : wrong.getPath()) {
      String name = part.getFieldName();
      place = name == null ? place + "/" + part.getIndex() : below(place, name);
    }
    return place;
  }

  private static String expectedType(Class<?> type) {
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "value.no-object";
    }
    if (List.class.isAssignableFrom(type)) {
      return "value.no-list";
    }
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
    InvalidValueException.check(DURATION.matcher(text).matches(), "value.no-duration", name);
    return Duration.parse(text);
  }

  private static final class DurationReader extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken() == JsonToken.VALUE_STRING
          ? duration(parser.currentName(), parser.getText())
          : (Duration) context.handleUnexpectedToken(String.class, parser);
    }
  }
}
