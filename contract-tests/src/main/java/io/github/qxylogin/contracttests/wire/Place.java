package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A place in bodies, in which {@code *} stands for any element of a list. */
public record Place(List<String> names) {

  public static final String ELEMENT = "*";
  public static final Place ROOT = new Place(List.of());

  public Place {
    names = List.copyOf(names);
  }

  /** Returns the place that a pointer into one body names. */
  public static Place of(JsonPointer pointer) {
    List<String> names = new ArrayList<>();
    for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
      names.add(at.getMatchingIndex() < 0 ? at.getMatchingProperty() : ELEMENT);
    }
    return new Place(names);
  }

  /** Returns what stands there in a body. */
  public Stream<JsonNode> in(JsonNode body) {
    Stream<JsonNode> found = Stream.of(body);
    for (String name : names) {
      found =
          found.flatMap(v -> name.equals(ELEMENT) ? JsonText.elements(v) : Stream.of(v.path(name)));
    }
    return found.filter(v -> !v.isMissingNode());
  }

  public Place member(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new Place(longer);
  }

  public Place element() {
    return member(ELEMENT);
  }

  public Place parent() {
    return new Place(names.subList(0, names.size() - 1));
  }

  public String last() {
    return names.get(names.size() - 1);
  }

  public JsonPointer pointer() {
    return JsonPointer.compile(toString());
  }

  /** Returns the place as a JSON pointer. */
  @Override
  public String toString() {
    StringBuilder pointer = new StringBuilder();
    names.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }
}
