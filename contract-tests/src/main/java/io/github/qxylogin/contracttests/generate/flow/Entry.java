package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A value of a scenario file together with its place, so that every complaint can name it.
 *
 * @param place file and scenario
 */
record Entry(String place, JsonNode node) {

  Entry at(String key) {
    return new Entry(place, node.path(key));
  }

  /** Returns the same entry, of which complaints name the scenario too. */
  Entry ofScenario(String name) {
    return new Entry(place + ", scenario " + name, node);
  }

  /** Returns an entry that tells nothing. */
  Entry nothing() {
    return new Entry(place, MissingNode.getInstance());
  }

  boolean present() {
    return !node.isMissingNode();
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("a word is expected in place of " + node);
    }
    return node.textValue();
  }

  Entry withText(String text) {
    return new Entry(place, TextNode.valueOf(text));
  }

  /** Returns the elements of a list; a single value is a list of one, and none an empty list. */
  List<Entry> list() {
    List<Entry> list = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> list.add(new Entry(place, element)));
    } else if (present()) {
      list.add(this);
    }
    return list;
  }

  List<String> texts() {
    return list().stream().map(Entry::text).toList();
  }

  /** Requires the members of an object to be among those known. */
  void members(List<String> known) {
    members().keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> withText(key).knownIn(known));
  }

  Map<String, Entry> members() {
    if (present() && !node.isObject()) {
      throw wrong("members are expected in place of " + node);
    }
    Map<String, Entry> members = new LinkedHashMap<>();
    node.properties().forEach(m -> members.put(m.getKey(), new Entry(place, m.getValue())));
    return members;
  }

  /** Returns the word, which has to be one of those known. */
  String knownIn(Collection<String> known) {
    if (!known.contains(text())) {
      throw unknown(known);
    }
    return text();
  }

  private IllegalStateException unknown(Collection<String> known) {
    return wrong("the word '" + text() + "' is unknown. Known are: " + String.join(", ", known));
  }

  <E extends Enum<E>> E word(Class<E> type) {
    E[] all = type.getEnumConstants();
    for (E one : all) {
      if (spelt(one).equals(text())) {
        return one;
      }
    }
    throw unknown(Arrays.stream(all).map(Entry::spelt).toList());
  }

  <E extends Enum<E>> Set<E> words(Class<E> type) {
    Set<E> words = EnumSet.noneOf(type);
    list().forEach(entry -> words.add(entry.word(type)));
    return words;
  }

  static String spelt(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  IllegalStateException wrong(String complaint) {
    return new IllegalStateException(place + ": " + complaint);
  }
}
