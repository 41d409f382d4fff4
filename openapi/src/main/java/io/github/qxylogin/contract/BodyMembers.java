package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an operation's bodies have.
 *
 * @param fields the names of its request's members
 * @param places the pointers of its answers' members; those of a list's elements have no index
 */
record BodyMembers(Set<String> fields, Set<String> places) {

  static BodyMembers of(Value operation, Schemas schemas) {
    Set<String> places = new HashSet<>();
    for (Value response : operation.at("responses").members().values()) {
      SchemaView answer = schemas.view(schema(response));
      collect(answer, JsonPointer.empty(), places, new HashSet<>());
    }
    Value request = schema(operation.at("requestBody"));
    return new BodyMembers(new HashSet<>(schemas.view(request).members()), places);
  }

  private static Value schema(Value body) {
    return OperationReader.json(body).at("schema");
  }

  /** Collects what stands below, of a schema that holds itself once. */
  private static void collect(
      SchemaView schema, JsonPointer above, Set<String> places, Set<List<JsonPointer>> open) {
    if (!open.add(schema.places())) {
      return;
    }
    for (String name : schema.members()) {
      JsonPointer place = above.appendProperty(name);
      places.add(place.toString());
      SchemaView member = schema.member(name).orElseThrow();
      collect(member, place, places, open);
      member.element().ifPresent(element -> collect(element, place, places, open));
    }
    open.remove(schema.places());
  }

  /** Returns those that another operation lacks. */
  BodyMembers without(BodyMembers other) {
    BodyMembers rest = new BodyMembers(new HashSet<>(fields), new HashSet<>(places));
    rest.fields.removeAll(other.fields);
    rest.places.removeAll(other.places);
    return rest;
  }

  boolean hasField(String name) {
    return fields.contains(name);
  }

  boolean hasPlace(String pointer) {
    return places.contains(pointer.replaceAll("/\\d+(?=/|$)", ""));
  }

  /** Returns whether a link takes a value from one of them. */
  boolean have(Link.Source source) {
    return source instanceof Link.Source.Place place
        && (place.inAnswer()
            ? hasPlace(place.at().toString())
            : hasField(place.at().getMatchingProperty()));
  }
}
