package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Value;
import java.util.Map;

/**
 * A statement of which the pages tell one part and the mock's file another, read as one: objects
 * are merged, a list gets the entries of both, and no value stands in both.
 *
 * @param pages the part that pages tell
 * @param ours the part that is ours
 * @param node both together; missing where there is neither
 */
record Statement(Value pages, Value ours, JsonNode node) {
  Statement(Value pages, Value ours) {
    this(pages, ours, merged(pages, ours));
  }

  /** Returns what is said of an operation, or of the whole, by the word of a name. */
  static Statement of(Value described, String name) {
    return new Statement(described.at("x-" + name), described.at(Bundler.MOCK).at(name));
  }

  private static JsonNode merged(Value pages, Value ours) {
    if (!ours.present() || !pages.present()) {
      return (ours.present() ? ours : pages).node().deepCopy();
    }
    if (pages.node() instanceof ObjectNode && ours.node() instanceof ObjectNode) {
      ObjectNode both = pages.node().deepCopy();
      for (Map.Entry<String, Value> member : ours.members().entrySet()) {
        both.set(member.getKey(), merged(pages.at(member.getKey()), member.getValue()));
      }
      return both;
    }
    if (pages.node() instanceof ArrayNode && ours.node() instanceof ArrayNode added) {
      ArrayNode both = pages.node().deepCopy();
      return both.addAll(added.deepCopy());
    }
    throw ours.wrong("is already at " + pages.place() + ", from the vendor's pages");
  }

  boolean present() {
    return !node.isMissingNode();
  }

  /** Returns the record that the statement binds to. */
  <T> T as(Class<T> type) {
    return as(Binding.type(type));
  }

  <T> T as(JavaType type) {
    if (!present()) {
      throw wrong(JsonPointer.empty(), "is missing");
    }
    return Binding.bind(node, type, below -> place(below, pages, ours));
  }

  ContractException wrong(JsonPointer below, String problem) {
    return new ContractException(place(below, pages, ours), problem);
  }

  /** Returns the place in the document of a place in what both say together. */
  private static JsonPointer place(JsonPointer below, Value pages, Value ours) {
    if (!pages.present()) {
      return ours.place().append(below);
    }
    if (!ours.present() || below.matches()) {
      return pages.place().append(below);
    }
    if (pages.node().isArray()) {
      int added = below.getMatchingIndex() - pages.node().size();
      return added < 0
          ? pages.place().append(below)
          : ours.place().appendIndex(added).append(below.tail());
    }
    String name = below.getMatchingProperty();
    return place(below.tail(), pages.at(name), ours.at(name));
  }
}
