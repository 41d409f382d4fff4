package io.github.qxylogin.mock;

import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids of hosted accounts and their bindings: of 15 or 16 digits, as documented. */
final class AccountIds {
  private static final long SMALLEST = 100_000_000_000_000L;
  private static final long END = 9_000_000_000_000_000L;

  private AccountIds() {}

  static String next() {
    return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST, END));
  }
}
