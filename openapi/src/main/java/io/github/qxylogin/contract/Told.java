package io.github.qxylogin.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the pages tell of something, and what is assumed of it beside: two objects with members of
 * one vocabulary, each of which stands in one of them.
 */
record Told(Value pages, Value ours) {
  /** What is told in parts: by members of its own, or as a list to which each adds. */
  private static final Set<String> IN_PARTS = Set.of("account", "derived");

  Told {
    if (pages.node().isObject() && ours.node().isObject()) {
      pages.members().forEach((name, told) -> once(name, told, ours.at(name)));
    }
  }

  private static void once(String name, Value told, Value assumed) {
    if (assumed.present() && !IN_PARTS.contains(name)) {
      throw assumed.wrong("stands at " + told.place() + " already, which pages tell");
    }
  }

  Told at(String member) {
    return new Told(pages.at(member), ours.at(member));
  }

  /** Returns the one that there is. */
  Value value() {
    return ours.present() && !pages.present() ? ours : pages;
  }

  Value value(String member) {
    return at(member).value();
  }

  boolean present() {
    return value().present();
  }

  String text(String member) {
    return value(member).text();
  }

  Optional<Value> optional(String member) {
    return Optional.of(value(member)).filter(Value::present);
  }

  /** Returns a member as it is read; null if it is not there. */
  <T> @Nullable T read(String member, Function<Value, T> reading) {
    return optional(member).map(reading).orElse(null);
  }

  List<String> texts(String member) {
    return value(member).list().stream().map(Value::text).toList();
  }

  /** Returns the elements of both lists. */
  List<Value> all(String member) {
    return Stream.of(pages.at(member), ours.at(member)).flatMap(v -> v.list().stream()).toList();
  }

  /** Refuses members that nobody reads, so that a misspelt one is not lost without a word. */
  void only(List<String> known) {
    pages.only(known);
    ours.only(known);
  }

  /** Refuses the same of a statement that may carry a grade, and a grade that is none. */
  void graded(List<String> known) {
    pages.graded(known);
    ours.graded(known);
  }
}
