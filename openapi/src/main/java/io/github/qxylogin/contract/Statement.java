package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Value;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A statement of the contract, which Jackson binds to a record. The pages have one part of it and
 * the mock's file another: objects are merged, lists are joined, and no value is in both.
 *
 * @param pages the documented part
 * @param ours our part
 * @param node both together; missing where there is neither
 */
record Statement(Value pages, Value ours, JsonNode node) {
  private static final Value NOTHING = Value.root(MissingNode.getInstance());
  private static final ObjectMapper MAPPER = mapper();

  Statement(Value pages, Value ours) {
    this(pages, ours, merged(pages, ours));
  }

  /** Returns the statement of a name about an operation, or about the whole contract. */
  static Statement of(Value described, String name) {
    return new Statement(described.at("x-" + name), described.at(Bundler.MOCK).at(name));
  }

  /** Binds a single value to a type. */
  static <T> T bind(Value value, Class<T> type) {
    return new Statement(NOTHING, value, value.node()).as(type);
  }

  private static JsonNode merged(Value pages, Value ours) {
    if (!ours.present() || !pages.present()) {
      return (ours.present() ? ours : pages).node().deepCopy();
    }
    if (pages.node() instanceof ObjectNode && ours.node() instanceof ObjectNode) {
      ObjectNode both = pages.node().deepCopy();
      for (Map.Entry<String, Value> member : ours.members().entrySet()) {
        both.set(member.getKey(), merged(pages.at(member.getKey()), member.getValue()));
      }
      return both;
    }
    if (pages.node() instanceof ArrayNode && ours.node() instanceof ArrayNode added) {
      ArrayNode both = pages.node().deepCopy();
      return both.addAll(added.deepCopy());
    }
    throw ours.wrong("is already at " + pages.place() + ", from the vendor's pages");
  }

  boolean present() {
    return !node.isMissingNode();
  }

  /**
   * Binds the statement to a type.
   *
   * @throws ContractException naming the place of a mistake
   */
  <T> T as(Class<T> type) {
    return as(
        new TypeReference<>() {
          @Override
          public Type getType() {
            return type;
          }
        });
  }

  /**
   * Binds the statement to a type.
   *
   * @throws ContractException naming the place of a mistake
   */
  <T> T as(TypeReference<T> type) {
    try {
      if (!present()) {
        throw wrong(JsonPointer.empty(), "is missing");
      }
      return MAPPER.treeToValue(node, MAPPER.constructType(type));
    } catch (JsonProcessingException unfit) {
      throw wrong(place(unfit), problem(unfit));
    }
  }

  private static JsonPointer place(JsonProcessingException unfit) {
    JsonPointer place = JsonPointer.empty();
    if (unfit instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        String name = step.getFieldName();
        place = name == null ? place.appendIndex(step.getIndex()) : place.appendProperty(name);
      }
    }
    return place;
  }

  private static String problem(JsonProcessingException unfit) {
    return unfit instanceof UnrecognizedPropertyException unknown
        ? "is none of " + unknown.getKnownPropertyIds()
        : unfit.getOriginalMessage();
  }

  ContractException wrong(JsonPointer below, String problem) {
    return new ContractException(place(below, pages, ours), problem);
  }

  /** Returns the place in the document of a place in the merged statement. */
  private static JsonPointer place(JsonPointer below, Value pages, Value ours) {
    if (!pages.present()) {
      return ours.place().append(below);
    }
    if (!ours.present() || below.matches()) {
      return pages.place().append(below);
    }
    if (pages.node().isArray()) {
      int added = below.getMatchingIndex() - pages.node().size();
      return added < 0
          ? pages.place().append(below)
          : ours.place().appendIndex(added).append(below.tail());
    }
    String name = below.getMatchingProperty();
    return place(below.tail(), pages.at(name), ours.at(name));
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .disable(MapperFeature.INFER_PROPERTY_MUTATORS)
            .addMixIn(Record.class, Graded.class)
            .addMixIn(Duration.class, Times.class)
            .addMixIn(ZoneOffset.class, Times.class)
            .build();
    for (Class<?> container : List.of(List.class, Map.class)) {
      mapper
          .configOverride(container)
          .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  /** Every statement may have a grade and a reason, which few records have. */
  @JsonIgnoreProperties({"evidence", "reason", "module"})
  private interface Graded {}

  /** The texts of times. */
  private abstract static class Times {
    @JsonCreator
    static Duration parse(CharSequence unused) {
      return Duration.ZERO;
    }

    @JsonCreator
    static ZoneOffset of(String unused) {
      return ZoneOffset.UTC;
    }
  }
}
