package io.github.qxylogin.client.internal.contract;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A business code, or a class of codes, and what it means. Immutable. */
public final class Code {
  private final String code;
  private final Family family;
  private final String meaning;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;
  private final boolean refusedBeforeActing;

  /**
   * Creates a code.
   *
   * @param code as it stands in the answer; of a class, its pattern
   * @param meaning what it means and what to do, in English
   * @param retryable whether the same request can succeed later
   * @param retryAfter how long to wait before a retry in ISO 8601, where that is documented
   * @param refusedBeforeActing whether the call did nothing, so that it may be sent again
   */
  public Code(
      String code,
      Family family,
      String meaning,
      boolean retryable,
      @Nullable String retryAfter,
      boolean refusedBeforeActing) {
    this.code = code;
    this.family = family;
    this.meaning = meaning;
    this.retryable = retryable;
    this.retryAfter = retryAfter == null ? null : Duration.parse(retryAfter);
    this.refusedBeforeActing = refusedBeforeActing;
  }

  /** Returns the code as it stands in the answer; of a class, its pattern. */
  public String code() {
    return code;
  }

  /** Returns what kind of answer it is. */
  public Family family() {
    return family;
  }

  /** Returns what it means and what to do. */
  public String meaning() {
    return meaning;
  }

  /** Returns whether the same request can succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** Returns how long to wait before a retry; null where that is not documented. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns whether the call did nothing, so that it may be sent again. */
  public boolean refusedBeforeActing() {
    return refusedBeforeActing;
  }
}
