package io.github.qxylogin.client.services;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call with several possible outcomes: one of them. Immutable. Its JSON is that of
 * the outcome.
 */
public abstract class OutcomeUnion implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  OutcomeUnion(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Returns the outcome. */
  @JsonValue
  public Outcome get() {
    return outcome;
  }

  static <T> Function<T, @Nullable Void> returningNull(Consumer<? super T> consumer) {
    return value -> {
      consumer.accept(value);
      return null;
    };
  }

  /** Returns the same outcome, bound to a client that makes its next calls. */
  public abstract OutcomeUnion bindTo(LoginServices login);

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OutcomeUnion && ((OutcomeUnion) other).outcome.equals(outcome);
  }

  @Override
  public final int hashCode() {
    return outcome.hashCode();
  }

  /** Returns the text of the outcome with masked secrets. */
  @Override
  public final String toString() {
    return outcome.toString();
  }

  /** Reads the outcome by its name in the JSON. */
  abstract static class Reader<T extends OutcomeUnion> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<Outcome, T> made;
    private final transient List<Class<? extends Outcome>> options;

    Reader(Function<Outcome, T> made, List<Class<? extends Outcome>> options) {
      super(OutcomeUnion.class);
      this.made = made;
      this.options = options;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonNode stored = json.readValueAsTree();
      String name = stored.path(Outcome.NAME).asText();
      for (Class<? extends Outcome> option : options) {
        if (option.getSimpleName().equals(name)) {
          return made.apply(json.getCodec().treeToValue(stored, option));
        }
      }
      return context.reportInputMismatch(
          this,
          "'%s' is no outcome of this call: it must be one of %s",
          Outcome.NAME,
          options.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
    }
  }
}
