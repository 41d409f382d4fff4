package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;

/** Goes through a value beside what the schemas say of it. */
final class ShapeWalk {

  /** Is told what there is. */
  interface Visitor {

    /** A value that the schemas know. */
    void documented(Place place, Shape shape, JsonNode value);

    /** A member that no schema knows; nothing below it is visited. */
    void undocumented(Place place, JsonNode value);
  }

  private final Visitor visitor;

  ShapeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  void through(Shape shape, JsonNode value) {
    through(Place.ROOT, shape, value);
  }

  private void through(Place place, Shape shape, JsonNode value) {
    visitor.documented(place, shape, value);
    if (value.isObject()) {
      value.properties().forEach(m -> member(place, shape, m.getKey(), m.getValue()));
    }
    if (value.isArray()) {
      shape
          .element()
          .ifPresent(element -> value.forEach(v -> through(place.element(), element, v)));
    }
  }

  private void member(Place place, Shape shape, String name, JsonNode value) {
    shape
        .member(name)
        .ifPresentOrElse(
            known -> through(place.member(name), known, value),
            () -> {
              if (!shape.isOpen()) {
                visitor.undocumented(place.member(name), value);
              }
            });
  }
}
