package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds statements of the contract to records. Refuses unknown members and wrong types, and names
 * the place of each. Every statement may have a grade and a reason, which most records leave out; a
 * list or map that is missing is empty.
 */
final class Binding {
  private static final ObjectMapper MAPPER = mapper();

  private Binding() {}

  /**
   * Binds a statement.
   *
   * @param place maps a place below the statement to one in the document
   * @throws ContractException naming the place of a mistake
   */
  static <T> T bind(JsonNode statement, JavaType type, UnaryOperator<JsonPointer> place) {
    try {
      return MAPPER.readerFor(type).readValue(statement);
    } catch (JsonMappingException wrong) {
      throw new ContractException(place.apply(path(wrong)), problem(wrong));
    } catch (IOException unreadable) {
      throw new ContractException(place.apply(JsonPointer.empty()), unreadable.getMessage());
    }
  }

  /** Returns the record, or other type, that a value binds to. */
  static <T> T of(Value value, Class<T> type) {
    if (!value.present()) {
      throw value.wrong("is missing");
    }
    return bind(value.node(), type(type), below -> value.place().append(below));
  }

  static JavaType type(Class<?> type) {
    return MAPPER.constructType(type);
  }

  static JavaType listOf(Class<?> element) {
    return MAPPER.getTypeFactory().constructCollectionType(List.class, element);
  }

  static JavaType mapOf(Class<?> value) {
    return MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, value);
  }

  private static ObjectMapper mapper() {
    SimpleModule values = new SimpleModule();
    add(values, JsonPointer.class, Binding::pointer, "no pointer such as /data/taskId");
    add(values, Duration.class, Binding::duration, "no duration such as PT5M");
    add(values, ZoneOffset.class, ZoneOffset::of, "no offset such as +08:00");
    add(values, Pattern.class, Pattern::compile, "no regular expression");
    values.addKeyDeserializer(
        JsonPointer.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context)
              throws IOException {
            return parsed(
                key, JsonPointer.class, Binding::pointer, "no pointer such as /data/taskId");
          }
        });
    ObjectMapper mapper =
        JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(values)
            .addHandler(new Common())
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    for (Class<?> container : List.of(List.class, Map.class)) {
      mapper
          .configOverride(container)
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  private static <T> void add(
      SimpleModule values, Class<T> type, Function<String, T> parse, String problem) {
    values.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return parsed(context.readValue(parser, String.class), type, parse, problem);
          }
        });
  }

  private static <T> T parsed(String text, Class<T> type, Function<String, T> parse, String problem)
      throws IOException {
    try {
      return parse.apply(text);
    } catch (RuntimeException wrong) {
      throw new InvalidFormatException(null, "'" + text + "' is " + problem, text, type);
    }
  }

  private static JsonPointer pointer(String text) {
    return JsonPointer.compile(text.startsWith("/") ? text : "no pointer");
  }

  private static Duration duration(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }

  private static JsonPointer path(JsonMappingException wrong) {
    JsonPointer path = JsonPointer.empty();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      path =
          step.getFieldName() == null
              ? path.appendIndex(step.getIndex())
              : path.appendProperty(step.getFieldName());
    }
    return path;
  }

  private static String problem(JsonMappingException wrong) {
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      return "is none of " + unknown.getKnownPropertyIds();
    }
    if (wrong instanceof ValueInstantiationException unfit && unfit.getCause() != null) {
      return unfit.getCause().getMessage();
    }
    if (wrong instanceof InvalidFormatException format) {
      Class<?> type = format.getTargetType();
      return type.isEnum()
          ? "'%s' is none of %s".formatted(format.getValue(), keys(type))
          : wrong.getOriginalMessage();
    }
    if (wrong.getOriginalMessage().startsWith("Missing required")) {
      return "is missing";
    }
    return wrong instanceof MismatchedInputException other && other.getTargetType() != null
        ? expected(other.getTargetType()) + " is expected"
        : wrong.getOriginalMessage();
  }

  private static List<String> keys(Class<?> values) {
    return List.of(MAPPER.convertValue(values.getEnumConstants(), String[].class));
  }

  private static String expected(Class<?> type) {
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == int.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return type == String.class ? "a text" : "an object";
  }

  /** Reads what every statement may have, whatever record it binds to. */
  private static final class Common extends DeserializationProblemHandler {
    private static final Map<String, Class<?>> MEMBERS =
        Map.of("evidence", Evidence.class, "reason", String.class, "module", String.class);

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        @Nullable JsonDeserializer<?> deserializer,
        Object bean,
        String name)
        throws IOException {
      Class<?> type = MEMBERS.get(name);
      if (type == null) {
        return false;
      }
      try {
        context.readValue(parser, type);
        return true;
      } catch (JsonProcessingException wrong) {
        throw JsonMappingException.wrapWithPath(wrong, bean, name);
      }
    }
  }
}
