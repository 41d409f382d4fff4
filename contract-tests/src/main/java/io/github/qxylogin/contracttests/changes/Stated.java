package io.github.qxylogin.contracttests.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A statement of the contract, with its parts.
 *
 * @param body its body: {@code request}, {@code response}, or nothing
 * @param received whether the caller receives the value, and does not send it
 */
record Stated(
    Aspect aspect,
    String body,
    boolean received,
    String place,
    String value,
    Map<String, Stated> below) {

  /** Returns the root: the operations, and the statements about all of them. */
  static Stated root() {
    return new Stated(Aspect.OPERATION, "", false, "", "", new LinkedHashMap<>());
  }

  /** Adds a statement about a body, or returns the existing one. */
  Stated add(Aspect kind, String in, boolean isReceived, String at, String said) {
    String key = kind + in + at;
    below.putIfAbsent(key, new Stated(kind, in, isReceived, at, said, new LinkedHashMap<>()));
    return below.get(key);
  }

  /** Adds a statement about the operation, or returns the existing one. */
  Stated add(Aspect kind, String at, String said) {
    return add(kind, "", false, at, said);
  }

  /** Returns whether a combination of fields is met by those that are required anyway. */
  boolean meets(Stated combination) {
    if (combination.aspect() != Aspect.FIELD_COMBINATION) {
      return false;
    }
    String at = combination.place().replaceFirst("\\S*$", "").strip();
    Predicate<JsonNode> met =
        set ->
            set.path("required")
                .valueStream()
                .map(
                    name -> below.get(Aspect.FIELD + combination.body() + at + "/" + name.asText()))
                .allMatch(field -> field != null && field.value().equals("required"));
    Stream<JsonNode> sets =
        JsonText.parse(("[" + combination.value() + "]").getBytes(UTF_8)).valueStream();
    return combination.place().endsWith("anyOf") ? sets.anyMatch(met) : sets.allMatch(met);
  }

  /** Adds a statement about this field, unless it is empty. */
  void about(Aspect kind, String at, String said) {
    if (!said.isEmpty()) {
      add(kind, body, received, (place + " " + at).strip(), said);
    }
  }
}
