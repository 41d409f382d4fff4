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
 * What the bureau's pages keep in the browser's local storage. Immutable. Some items are secret,
 * such as tokens and the person's data, so {@code toString} tells how many there are and nothing of
 * them.
 *
 * <p>No page of the documentation names the items, and one example prints eleven: all that come are
 * kept, whatever their names.
 */
public final class EtaxLocalStorage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing kept. The platform prints it as "" or leaves it out. */
  public static final EtaxLocalStorage NONE = new EtaxLocalStorage(Collections.emptyMap());

  private static final ObjectMapper PLAIN = new ObjectMapper();

  private final Map<String, Object> items;

  private EtaxLocalStorage(Map<String, Object> items) {
    this.items = items;
  }

  /** A text has no items, whether or not it is the documented "". */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static EtaxLocalStorage read(Object json) {
    Map<String, Object> items = new LinkedHashMap<>();
    if (json instanceof Map) {
      ((Map<?, ?>) json).forEach((name, value) -> items.put(name.toString(), value));
    }
    return new EtaxLocalStorage(Collections.unmodifiableMap(items));
  }

  /** Of a tree, unlike of a map, no mapper leaves out what is empty. */
  @JsonValue
  JsonNode json() {
    return PLAIN.valueToTree(items);
  }

  /** Returns the names of the items, in their order. */
  public Set<String> names() {
    return items.keySet();
  }

  /** Returns an item's text; none if there is no such item. */
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
