package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A business code, and what it means.
 *
 * @param code as it stands in the response
 * @param family what kind of outcome it is
 * @param chinese what it means, in the platform's words where they are published
 * @param english what it means and what to do
 * @param evidence where it is documented
 * @param success what the envelope's own {@code success} says beside it, where no response prints
 *     it
 * @param retryable whether the same request can succeed later
 * @param retryAfter how long to wait before a retry, where that is documented
 * @param refusedBeforeActing whether the call did nothing, so that it may be sent again
 */
public record Code(
    String code,
    Family family,
    String chinese,
    String english,
    Evidence evidence,
    boolean success,
    boolean retryable,
    @Nullable Duration retryAfter,
    boolean refusedBeforeActing) {
  /** A condition's response: the code and its text, in which {field} is replaced. */
  public record ErrorResponse(Code code, Condition when, String message, Evidence evidence) {

    /** Returns the text, naming the field at fault. */
    public String message(String field) {
      return message.replace("{field}", field);
    }
  }

  /**
   * What the contract says of a code, or of a class of codes, which has a pattern. What is known
   * for a reason is an object; what is not said is not so.
   */
  @JsonIgnoreProperties({"advice", "note"})
  record Listed(
      @Nullable String code,
      @Nullable String name,
      @Nullable Pattern pattern,
      @JsonProperty(required = true) Family family,
      @Nullable String zh,
      @Nullable String en,
      @Nullable Evidence evidence,
      @Nullable Boolean success,
      @Nullable JsonNode retryable,
      @Nullable Duration retryAfter,
      @Nullable JsonNode refusedBeforeActing,
      List<ListedResponse> responses) {

    boolean matches(String other) {
      return pattern != null && pattern.matcher(other).matches();
    }

    /**
     * Returns a code with what is said here. What is said of a class has the grade of its family.
     *
     * @param described the family's own description, for texts that are missing
     * @param like the class whose retry holds too
     */
    Code of(String code, Listed described, Listed like) {
      Evidence usual =
          pattern == null || described.evidence == null ? Evidence.ASSUMED : described.evidence;
      return new Code(
          code,
          family,
          zh == null ? described.zh : zh,
          en == null ? described.en : en,
          evidence == null ? usual : evidence,
          success == null || success,
          retryable != null || like.retryable != null,
          retryAfter == null ? like.retryAfter : retryAfter,
          refusedBeforeActing != null);
    }
  }

  /**
   * The text with which a code responses a condition; the code where it is listed beside others.
   */
  @JsonIgnoreProperties
  record ListedResponse(
      @JsonProperty(required = true) Condition when,
      @Nullable String code,
      @JsonProperty(required = true) String message,
      @Nullable Evidence evidence) {

    ErrorResponse of(Code responded) {
      return new ErrorResponse(
          responded, when, message, evidence == null ? Evidence.ASSUMED : evidence);
    }
  }
}
