package io.github.qxylogin.mock.redis;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.store.Storage.Layout;
import io.github.qxylogin.mock.store.StoreException;
import java.io.IOException;

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
                    .addSerializer(Operation.class, new OperationWriter())
                    .addDeserializer(Operation.class, new OperationReader(contract)))
            .build();
  }

  private static final class OperationWriter extends StdScalarSerializer<Operation> {
    private static final long serialVersionUID = 1L;

    OperationWriter() {
      super(Operation.class);
    }

    @Override
    public void serialize(Operation operation, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(operation.id());
    }
  }

  private static final class OperationReader extends StdScalarDeserializer<Operation> {
    private static final long serialVersionUID = 1L;
    private final transient Contract contract;

    OperationReader(Contract contract) {
      super(Operation.class);
      this.contract = contract;
    }

    @Override
    public Operation deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return contract.operation(parser.getText());
    }
  }

  byte[] write(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a value cannot be written as JSON", impossible);
    }
  }

  /**
   * @throws StoreException if it is not what this version writes
   */
  Object read(Layout layout, String written) {
    try {
      Object value = json.readValue(written, json.constructType(layout.type().getType()));
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      throw StoreException.unreadable(layout.name(), unreadable);
    }
    throw StoreException.unreadable(layout.name(), null);
  }
}
