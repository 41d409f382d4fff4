package io.github.qxylogin.mock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON, and reads them: an operation as its id, all else as it is. */
final class StoredJson {
  private final JsonMapper json;

  StoredJson(Contract contract) {
    json =
        JsonMapper.builder()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(
                new SimpleModule()
                    .addSerializer(new StdDelegatingSerializer(Operation.class, new ToId()))
                    .addDeserializer(
                        Operation.class, new StdDelegatingDeserializer<>(new OfId(contract))))
            .build();
  }

  private static final class ToId extends StdConverter<Operation, String> {
    @Override
    public String convert(Operation operation) {
      return operation.id();
    }
  }

  private static final class OfId extends StdConverter<String, Operation> {
    private final Contract contract;

    OfId(Contract contract) {
      this.contract = contract;
    }

    @Override
    public Operation convert(String id) {
      return contract.operation(id);
    }
  }

  String write(@Nullable Object value) {
    try {
      // Jackson writes bytes in half the time that it takes for a text.
      return new String(json.writeValueAsBytes(value), UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a value cannot be written as JSON", impossible);
    }
  }

  ObjectReader reader(TypeReference<?> type) {
    return json.readerFor(type);
  }
}
