package io.github.qxylogin.client;

import java.util.function.Consumer;

/** Something that several clients own, and that the last of them to be closed releases. */
final class Shared<T> {
  private final T value;
  private final Consumer<T> release;
  private int owners = 1;

  /** Creates what has one owner. */
  Shared(T value, Consumer<T> release) {
    this.value = value;
    this.release = release;
  }

  T get() {
    return value;
  }

  /** Returns this, with another owner; called by one that has not let go. */
  synchronized Shared<T> withAnotherOwner() {
    owners++;
    return this;
  }

  /** Lets one owner go. */
  synchronized void release() {
    owners--;
    if (owners == 0) {
      release.accept(value);
    }
  }
}
