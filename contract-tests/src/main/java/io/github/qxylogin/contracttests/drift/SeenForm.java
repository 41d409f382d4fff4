package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The form of values that no schema describes, put together from all that were seen. */
public final class SeenForm {

  private final Map<String, Integer> types = new TreeMap<>();
  private final Map<String, SeenForm> members = new TreeMap<>();
  private SeenForm element;

  void add(JsonNode value) {
    types.merge(JsonType.of(value), 1, Integer::sum);
    value
        .properties()
        .forEach(m -> members.computeIfAbsent(m.getKey(), n -> new SeenForm()).add(m.getValue()));
    if (value.isArray() && !value.isEmpty()) {
      element = element == null ? new SeenForm() : element;
      value.forEach(element::add);
    }
  }

  /** Takes note of all that another has seen. */
  public void add(SeenForm other) {
    other.types.forEach((type, n) -> types.merge(type, n, Integer::sum));
    other.members.forEach(
        (name, form) -> members.computeIfAbsent(name, n -> new SeenForm()).add(form));
    if (other.element != null) {
      element = element == null ? new SeenForm() : element;
      element.add(other.element);
    }
  }

  /** Returns how many levels there are, of values in values. */
  public int depth() {
    int below = members.values().stream().mapToInt(SeenForm::depth).max().orElse(0);
    return 1 + Math.max(below, element == null ? 0 : element.depth());
  }

  /** Returns how often each type was seen. */
  public Map<String, Integer> types() {
    return types;
  }

  /** Returns the types that a schema can name. */
  public Set<String> known() {
    Set<String> known = new TreeSet<>(types.keySet());
    known.remove(JsonType.MASKED);
    if (known.contains("number")) {
      known.remove("integer");
    }
    return known;
  }

  public Map<String, SeenForm> members() {
    return members;
  }

  /** Returns the form of the elements of lists; of none that was seen when all were empty. */
  public SeenForm element() {
    return element == null ? new SeenForm() : element;
  }
}
