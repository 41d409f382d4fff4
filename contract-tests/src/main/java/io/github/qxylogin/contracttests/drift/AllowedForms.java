package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts how often each form was seen, place by place, where the contract allows several. */
final class AllowedForms {
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  Map<String, Map<String, Integer>> counts() {
    return counts;
  }

  void add(SchemaView schema, JsonNode answer) {
    value(Place.ROOT, schema, answer);
  }

  private void value(Place place, SchemaView schema, JsonNode value) {
    if (schema.types().size() > 1) {
      boolean empty = value.isTextual() && value.asText().isEmpty();
      count(place.toString(), empty ? "\"\"" : JsonType.of(value));
    }
    if (value.isObject()) {
      absent(place, schema, value);
      schema.alternatives().forEach(sets -> alternative(place, sets, value));
    }
    value
        .properties()
        .forEach(
            m ->
                schema
                    .member(m.getKey())
                    .ifPresent(of -> value(place.member(m.getKey()), of, m.getValue())));
    if (value.isArray()) {
      schema
          .element()
          .ifPresent(of -> value.forEach(element -> value(place.element(), of, element)));
    }
  }

  private void absent(Place place, SchemaView schema, JsonNode object) {
    Set<String> members = new LinkedHashSet<>(schema.members());
    members.removeAll(schema.spellings().keySet());
    for (String name : members) {
      boolean several = schema.member(name).filter(m -> m.types().size() > 1).isPresent();
      if (several && !object.has(name)) {
        count(place.member(name).toString(), "absent");
      }
    }
  }

  private void alternative(Place place, List<List<String>> sets, JsonNode object) {
    String all =
        place + "/{" + String.join(" | ", sets.stream().map(AllowedForms::told).toList()) + "}";
    List<List<String>> complete =
        sets.stream().filter(names -> names.stream().allMatch(object::has)).toList();
    complete.forEach(set -> count(all, told(set)));
    if (complete.isEmpty()) {
      count(all, "none");
    }
  }

  private static String told(List<String> names) {
    return String.join(", ", names);
  }

  private void count(String place, String form) {
    counts.computeIfAbsent(place, p -> new TreeMap<>()).merge(form, 1, Integer::sum);
  }
}
