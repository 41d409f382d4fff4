package io.github.qxylogin.contracttests.changes;

import io.github.qxylogin.contract.Keyed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** A kind of statement in the contract, with the rule for the changes that break a caller. */
enum Aspect implements Keyed {
  OPERATION("operation", "接口", Aspect::lost),
  HEADER("header", "请求头", Aspect::added),
  FIELD("field", "字段", (was, now) -> !now.equals(Aspect.OPTIONAL), Aspect::lessSure),
  TYPE("field type", "字段类型", Aspect::narrower),
  VALUES("field vocabulary", "字段取值", Aspect::narrower),
  MAXIMUM("field maximum", "字段上限", Aspect::less),
  MINIMUM("field minimum", "字段下限", Aspect::more),
  FORM("field form", "字段格式", Aspect::added),
  TOGETHER("field combination", "字段组合要求", Aspect::added),
  CODE("code", "错误码", Aspect::other),
  CASE("case", "用例", Aspect::lost),
  EXAMPLE("documented value", "示例值", (was, now) -> false),
  LIFETIME("limit", "时限或上限", Aspect::less),
  PAUSE("waiting time", "等待时间", Aspect::more);

  static final String OPTIONAL = "optional";
  static final String REQUIRED = "required";

  static final String SEPARATOR = ", ";

  private final String english;
  private final String chinese;
  private final BiPredicate<String, String> sent;
  private final BiPredicate<String, String> received;

  /** A value that is received breaks in the other direction: the platform may send more. */
  Aspect(String english, String chinese, BiPredicate<String, String> sent) {
    this(english, chinese, sent, (was, now) -> sent.test(now, was));
  }

  Aspect(
      String english,
      String chinese,
      BiPredicate<String, String> sent,
      BiPredicate<String, String> received) {
    this.english = english;
    this.chinese = chinese;
    this.sent = sent;
    this.received = received;
  }

  String name(boolean inChinese) {
    return inChinese ? chinese : english;
  }

  /**
   * Returns whether a change breaks a caller.
   *
   * @param isReceived whether the caller receives the value, and does not send it
   * @param was the old value; empty if there was none
   * @param now the new value; empty if there is none
   */
  boolean breaks(boolean isReceived, String was, String now) {
    return (isReceived ? received : sent).test(was, now);
  }

  private static boolean lost(String was, String now) {
    return !was.isEmpty();
  }

  private static boolean added(String was, String now) {
    return !now.isEmpty();
  }

  private static boolean other(String was, String now) {
    return !was.isEmpty() && !now.isEmpty();
  }

  private static boolean lessSure(String was, String now) {
    return !was.isEmpty() && !now.equals(REQUIRED);
  }

  /** No value at all allows any. */
  private static boolean narrower(String was, String now) {
    return !now.isEmpty() && (was.isEmpty() || !split(now).containsAll(split(was)));
  }

  private static boolean less(String was, String now) {
    return !now.isEmpty() && (was.isEmpty() || amount(now).compareTo(amount(was)) < 0);
  }

  private static boolean more(String was, String now) {
    return !now.isEmpty() && (was.isEmpty() || amount(now).compareTo(amount(was)) > 0);
  }

  private static Set<String> split(String values) {
    return new HashSet<>(List.of(values.split(SEPARATOR)));
  }

  private static BigDecimal amount(String value) {
    return value.startsWith("P")
        ? BigDecimal.valueOf(Duration.parse(value).toMillis())
        : new BigDecimal(value);
  }
}
