package io.github.qxylogin.mock.text;

import org.jspecify.annotations.Nullable;

/** The mock cannot start for a reason outside of its options. */
public final class CannotStartException extends IllegalStateException implements HasText {
  private static final long serialVersionUID = 1;

  private final transient Message text;

  public CannotStartException(@Nullable Throwable cause, String key, Object... arguments) {
    this(cause, Message.of(key, arguments));
  }

  private CannotStartException(@Nullable Throwable cause, Message text) {
    super(text.toString(), cause);
    this.text = text;
  }

  @Override
  public Message text() {
    return text;
  }
}
