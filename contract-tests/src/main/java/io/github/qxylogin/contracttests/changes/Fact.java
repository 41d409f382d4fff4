package io.github.qxylogin.contracttests.changes;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of the contract is about.
 *
 * @param parent what it belongs to; null for an operation, and for what holds for all operations
 * @param name identifies it among those of its parent
 */
record Fact(@Nullable Fact parent, Aspect aspect, Side side, String name) {

  /** The body that a field is in. */
  enum Side {
    NONE("", "", false),
    REQUEST("request ", "请求", false),
    RESPONSE("response ", "响应", true),
    CALLBACK("callback ", "回调", true),
    CALLBACK_RESPONSE("callback response ", "回调响应", false);

    private final String english;
    private final String chinese;
    private final boolean received;

    Side(String english, String chinese, boolean received) {
      this.english = english;
      this.chinese = chinese;
      this.received = received;
    }
  }

  Fact with(Aspect below, Side in, String named) {
    return new Fact(this, below, in, named);
  }

  Stream<Fact> ancestors() {
    return Stream.iterate(parent, fact -> fact != null, Fact::parent);
  }

  /** Returns the operation that it belongs to; empty if it holds for all. */
  String operation() {
    return Stream.concat(Stream.of(this), ancestors())
        .filter(fact -> fact.aspect == Aspect.OPERATION)
        .map(Fact::name)
        .findFirst()
        .orElse("");
  }

  /** Returns where in the operation it is; empty for the operation itself. */
  String place() {
    return aspect == Aspect.OPERATION
        ? ""
        : parent == null ? name : (parent.place() + name).strip();
  }

  String thing(boolean inChinese) {
    return (inChinese ? side.chinese : side.english) + aspect.name(inChinese);
  }

  boolean breaks(String was, String now) {
    return aspect.breaks(side.received, was, now);
  }
}
