package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.wire.Place;

/** Goes through a value beside what the schemas say of it. */
final class SchemaWalk {

  /** Is told what there is. */
  interface Visitor {

    /** A value that the schemas know. */
    void documented(Place place, SchemaView schema, JsonNode value);

    /** A member that no schema knows; nothing below it is visited. */
    void undocumented(Place place, JsonNode value);
  }

  private final Visitor visitor;

  SchemaWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  void through(SchemaView schema, JsonNode value) {
    through(Place.ROOT, schema, value);
  }

  private void through(Place place, SchemaView schema, JsonNode value) {
    visitor.documented(place, schema, value);
    if (value.isObject()) {
      value.properties().forEach(m -> member(place, schema, m.getKey(), m.getValue()));
    }
    if (value.isArray()) {
      schema
          .element()
          .ifPresent(element -> value.forEach(v -> through(place.element(), element, v)));
    }
  }

  private void member(Place place, SchemaView schema, String name, JsonNode value) {
    schema
        .member(name)
        .ifPresentOrElse(
            known -> through(place.member(name), known, value),
            () -> {
              if (!schema.isOpen()) {
                visitor.undocumented(place.member(name), value);
              }
            });
  }
}
