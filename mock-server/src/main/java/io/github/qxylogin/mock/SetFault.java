package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** A fault that is set, with what it has drawn and how many calls it has struck. Thread-safe. */
final class SetFault {
  private static final int GARBAGE_BYTES = 256;
  private static final byte[] NOTHING = {};

  private final String name;
  private final Fault fault;
  // Not a faster one: this one's sequence is laid down, and so the same in every Java.
  private final Random random;
  private int struck;

  SetFault(String name, Fault fault) {
    this.name = name;
    this.fault = fault;
    this.random = new Random(fault.seed());
  }

  String name() {
    return name;
  }

  Fault fault() {
    return fault;
  }

  boolean isFor(Exchange exchange, Set<String> identities) {
    return fault.operation().map(exchange.operation().id()::equals).orElse(true)
        && fault.identity().map(Exchange::bounded).map(identities::contains).orElse(true);
  }

  /** Decides whether the next call is struck, and how. */
  synchronized Optional<Strike> strike() {
    if (isSpent() || random.nextDouble() >= fault.probability()) {
      return Optional.empty();
    }
    struck++;
    Optional<Duration> delay = fault.delay().map(d -> d.next(random));
    return Optional.of(new Strike(name, delay, fault.kind(), acts(), garbage()));
  }

  private boolean acts() {
    return fault.acts() && fault.kind().map(FaultKind::canAct).orElse(true);
  }

  private byte[] garbage() {
    if (fault.kind().filter(FaultKind.GARBAGE_BODY::equals).isEmpty()) {
      return NOTHING;
    }
    byte[] garbage = new byte[GARBAGE_BYTES];
    random.nextBytes(garbage);
    return garbage;
  }

  /** Returns whether it has struck as many calls as it was set for. */
  synchronized boolean isSpent() {
    return fault.times().isPresent() && struck >= fault.times().getAsInt();
  }

  /** Returns how many more calls it strikes; nothing when it holds until it is removed. */
  synchronized OptionalInt left() {
    return fault.times().isPresent()
        ? OptionalInt.of(fault.times().getAsInt() - struck)
        : OptionalInt.empty();
  }
}
