package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A login that the platform keeps. Its passwords are not kept, since nothing answers them later.
 *
 * @param id of 15 or 16 digits
 * @param number how many were stored before and with it; that of a documented one is the greatest
 * @param person who logs in with it; empty when the documentation does not tell
 * @param told what it was given and queries answer, by field; never changed
 * @param createdAt when it was created, where that is known
 */
record Account(
    String id,
    long number,
    List<String> person,
    ObjectNode told,
    Optional<Instant> createdAt,
    Map<String, Binding> bindings) {
  static final long DOCUMENTED = Long.MAX_VALUE;
  static final long NOT_STORED = 0;

  private static final long SMALLEST_ID = 100_000_000_000_000L;
  private static final long END_OF_IDS = 9_000_000_000_000_000L;

  /**
   * That a product may use an account.
   *
   * @param id the binding's own
   * @param told what it was given, by field; never changed
   * @param createdAt when it was bound first
   */
  record Binding(String id, ObjectNode told, Instant createdAt) {
    /** Returns what templates can name of it. */
    ObjectNode json() {
      return told.deepCopy().put("id", id).put("createdAt", createdAt.toString());
    }
  }

  /** Makes the id of an account, an enterprise or a binding: of 15 or 16 digits, as documented. */
  static String newId() {
    return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_ID, END_OF_IDS));
  }

  Account numbered(long newNumber) {
    return new Account(id, newNumber, person, told, createdAt, bindings);
  }

  Account changed(List<String> newPerson, ObjectNode given) {
    ObjectNode merged = told.deepCopy();
    merged.setAll(given);
    return new Account(id, number, newPerson, merged, createdAt, bindings);
  }

  /** Binds a product; one that is bound already keeps its id and time. */
  Account bound(String product, Binding binding) {
    Map<String, Binding> more = new LinkedHashMap<>(bindings);
    more.merge(
        product,
        binding,
        (first, again) -> new Binding(first.id(), again.told(), first.createdAt()));
    return with(more);
  }

  Account unbound(String product) {
    Map<String, Binding> fewer = new LinkedHashMap<>(bindings);
    fewer.remove(product);
    return with(fewer);
  }

  /** Returns whether it has this id, is this person's, or was given this value. */
  boolean isOf(String identity) {
    return id.equals(identity)
        || person.contains(identity)
        || told.valueStream().anyMatch(value -> value.asText().equals(identity));
  }

  /** Returns what templates can name of it. */
  ObjectNode json() {
    ObjectNode json = told.deepCopy().put("id", id);
    createdAt.ifPresent(at -> json.put("createdAt", at.toString()));
    return json;
  }

  /** Returns what there is to see of it, which may be secret. */
  ObjectNode shown(String enterprise) {
    ObjectNode shown =
        JsonNodeFactory.instance.objectNode().put("enterprise", enterprise).put("account", id);
    createdAt.ifPresent(at -> shown.put("createdAt", at.toString()));
    bindings.keySet().forEach(shown.withArray("products")::add);
    return shown.set("given", told.deepCopy());
  }

  /** Returns whether fields have the same values; one that neither was given is the same. */
  boolean isSame(Account other, List<String> fields) {
    return fields.stream()
        .allMatch(f -> told.path(f).asText().equals(other.told().path(f).asText()));
  }

  private Account with(Map<String, Binding> newBindings) {
    return new Account(id, number, person, told, createdAt, newBindings);
  }

  /** Names the account only: what it was given names a person. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
