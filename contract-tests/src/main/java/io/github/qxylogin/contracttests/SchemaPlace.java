package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A schema, and where it stands.
 *
 * @param file the file; empty in the bundle
 * @param at its place in that file
 */
record SchemaPlace(String file, JsonPointer at, JsonNode node) {

  SchemaPlace member(String name) {
    return new SchemaPlace(file, at.appendProperty(name), node.path(name));
  }

  SchemaPlace element(int index) {
    return new SchemaPlace(file, at.appendIndex(index), node.path(index));
  }

  /** Returns the key that it stands under. */
  String key() {
    return at.last().getMatchingProperty();
  }

  /** Returns its identity, by which two findings about one schema are known to be. */
  String id() {
    return file + "#" + at;
  }
}
