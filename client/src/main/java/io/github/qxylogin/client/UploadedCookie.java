package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What uploading a cookie led to: the bureau takes it, or not. */
@StoredByName
@JsonSubTypes({
  @JsonSubTypes.Type(UploadedCookie.Valid.class),
  @JsonSubTypes.Type(UploadedCookie.Invalid.class)
})
public sealed interface UploadedCookie {

  /**
   * The bureau takes the cookie.
   *
   * @param aggOrgId the enterprise, answered to a bureau's tpass cookie alone; its type is on no
   *     page, so this is its text
   * @param zrrId the natural person, answered to a natural person's tpass cookie alone; likewise
   */
  record Valid(@Nullable String aggOrgId, @Nullable String zrrId) implements UploadedCookie {}

  /**
   * The bureau does not take the cookie: its session has ended, or it never was one.
   *
   * @param errorCode a business code such as 8888, if the answer tells
   * @param errorMsg why the cookie is not good, if the answer tells
   */
  record Invalid(@Nullable String errorCode, @Nullable String errorMsg) implements UploadedCookie {}

  /** Returns what the function for this outcome returns. */
  default <T> T match(
      Function<? super Valid, ? extends T> valid, Function<? super Invalid, ? extends T> invalid) {
    return this instanceof Valid good ? valid.apply(good) : invalid.apply((Invalid) this);
  }
}
