package io.github.qxylogin.contracttests.changes;

import io.github.qxylogin.contract.Keyed;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A kind of statement in the contract, with the rule for the changes that break a caller. A rule
 * compares the old with the new value; an empty one means no statement.
 */
@SuppressWarnings("ImmutableEnumChecker") // Rules without state, and constant lists.
enum Aspect implements Keyed {
  OPERATION((was, now) -> !was.isEmpty()),
  HEADER(stricter((was, now) -> true)),
  FIELD(
      (was, now) -> !now.equals("optional"),
      (was, now) -> !was.isEmpty() && !now.equals("required")),
  FIELD_TYPE(stricter((was, now) -> !split(now).containsAll(split(was)))),
  FIELD_VOCABULARY(stricter((was, now) -> !split(now).containsAll(split(was)))),
  FIELD_MAXIMUM(stricter((was, now) -> amount(now) < amount(was)), "maxLength", "maximum"),
  FIELD_MINIMUM(stricter((was, now) -> amount(now) > amount(was)), "minLength", "minimum"),
  FIELD_FORM(stricter((was, now) -> true), "pattern", "format"),
  FIELD_COMBINATION(stricter((was, now) -> true)),
  CODE((was, now) -> !was.isEmpty() && !now.isEmpty()),
  CASE((was, now) -> !was.isEmpty()),
  CASE_VALUE((was, now) -> false),
  LIMIT(
      stricter((was, now) -> amount(now) < amount(was)),
      "taskLifetime",
      "sessionLifetime",
      "failures",
      "most"),
  WAITING_TIME(stricter((was, now) -> amount(now) > amount(was)), "resendAfter", "runsFor");

  static final String SEPARATOR = ", ";

  private final BiPredicate<String, String> sent;

  private final BiPredicate<String, String> received;

  /** The keywords of a schema, or the members of {@code x-flow}, that state it. */
  final List<String> keywords;

  /** For received values the rule is the opposite: more values break a caller. */
  Aspect(BiPredicate<String, String> sent, String... keywords) {
    this(sent, (was, now) -> sent.test(now, was), keywords);
  }

  Aspect(
      BiPredicate<String, String> sent, BiPredicate<String, String> received, String... keywords) {
    this.sent = sent;
    this.received = received;
    this.keywords = List.of(keywords);
  }

  boolean breaks(boolean isReceived, String was, String now) {
    return (isReceived ? received : sent).test(was, now);
  }

  private static BiPredicate<String, String> stricter(BiPredicate<String, String> rule) {
    return (was, now) -> !now.isEmpty() && (was.isEmpty() || rule.test(was, now));
  }

  private static List<String> split(String values) {
    return List.of(values.split(SEPARATOR));
  }

  private static double amount(String value) {
    return value.startsWith("P") ? Duration.parse(value).toMillis() : Double.parseDouble(value);
  }
}
