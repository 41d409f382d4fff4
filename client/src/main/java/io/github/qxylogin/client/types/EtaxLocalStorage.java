package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The browser's local storage of the bureau's pages. Immutable. Some items are secret, such as
 * tokens and personal data, so {@code toString} shows only their number.
 *
 * <p>The documentation does not list the items; one example contains eleven. All received items are
 * kept, with any name.
 */
public final class EtaxLocalStorage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No items. The platform returns "" for it, or omits it. */
  public static final EtaxLocalStorage NONE = new EtaxLocalStorage(Collections.emptyMap());

  private static final ObjectMapper PLAIN = new ObjectMapper();

  private final Map<String, Object> items;

  private EtaxLocalStorage(Map<String, Object> items) {
    this.items = items;
  }

  /** Reads a map; any text, such as the documented "", has no items. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static EtaxLocalStorage read(Object json) {
    Map<String, Object> items = new LinkedHashMap<>();
    if (json instanceof Map) {
      ((Map<?, ?>) json).forEach((name, value) -> items.put(name.toString(), value));
    }
    return new EtaxLocalStorage(Collections.unmodifiableMap(items));
  }

  /** A tree, because mappers may omit empty members of a map. */
  @JsonValue
  JsonNode json() {
    return PLAIN.valueToTree(items);
  }

  /** Returns the names of the items, in order. */
  public Set<String> names() {
    return items.keySet();
  }

  /** Returns the text of an item, if it exists. */
  public Optional<String> item(String name) {
    return Optional.ofNullable(items.get(name)).map(Object::toString);
  }

  /** Returns whether there is no item. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EtaxLocalStorage && ((EtaxLocalStorage) other).items.equals(items);
  }

  @Override
  public int hashCode() {
    return Objects.hash(items);
  }

  @Override
  public String toString() {
    return "EtaxLocalStorage[items=" + items.size() + "]";
  }
}
