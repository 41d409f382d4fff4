package io.github.qxylogin.client.internal.contract;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A business code, or a class of codes, and what it means. Immutable. */
public final class Code {
  /** As it stands in the response; of a class, its pattern. */
  public final String code;

  public final Family family;

  /** What it means and what to do, in English. */
  public final String meaning;

  /** Whether the same request can succeed later. */
  public final boolean retryable;

  /** How long to wait before a retry; null where that is not documented. */
  public final @Nullable Duration retryAfter;

  /** Whether the call did nothing, so that it may be sent again. */
  public final boolean refusedBeforeActing;

  /**
   * Creates a code.
   *
   * @param retryAfter in ISO 8601
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

  /** Returns a code of success that the contract does not list. */
  public static Code success(String code) {
    return new Code(code, Family.OK, "", false, null, false);
  }
}
