package io.github.qxylogin.contracttests;

import java.util.ArrayList;
import java.util.List;

/** A place in bodies, in which {@code *} stands for any element of a list. */
record Place(List<String> names) {

  static final String ELEMENT = "*";
  static final Place ROOT = new Place(List.of());

  Place {
    names = List.copyOf(names);
  }

  Place member(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new Place(longer);
  }

  Place element() {
    return member(ELEMENT);
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  Place parent() {
    return new Place(names.subList(0, names.size() - 1));
  }

  String last() {
    return names.get(names.size() - 1);
  }

  /** Returns the place as a JSON pointer. */
  @Override
  public String toString() {
    StringBuilder pointer = new StringBuilder();
    names.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }
}
