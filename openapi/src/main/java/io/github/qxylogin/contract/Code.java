package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A business code and its meaning.
 *
 * @param code its text in the response
 * @param family its family
 * @param chinese its meaning in Chinese, as published where it is
 * @param english its meaning and the advice
 * @param evidence where it is documented
 * @param success the value of {@code success} in a response with this code, where none is
 *     documented
 * @param retryable whether the same request can succeed later
 * @param retryAfter how long to wait before a retry, where that is documented
 * @param rejectedBeforeActing whether the call did nothing, so that it may be sent again
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
    boolean rejectedBeforeActing) {
  /** A condition's response: the code and its text, in which {field} is replaced. */
  public record ErrorResponse(Code code, Condition when, String message, Evidence evidence) {

    /** Returns the text, naming the field at fault. */
    public String message(String field) {
      return message.replace("{field}", field);
    }
  }

  /**
   * An entry of the contract for a code, or for a class of codes, which has a pattern. Absent means
   * false.
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
      @Nullable JsonNode rejectedBeforeActing,
      List<ListedResponse> responses) {

    boolean matches(String other) {
      return pattern != null && pattern.matcher(other).matches();
    }

    /**
     * Returns a code with the values of this entry. A class has the evidence of its family.
     *
     * @param described the family's own description, for texts that are missing
     * @param like the class; its retry rules hold too
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
          rejectedBeforeActing != null);
    }
  }

  /**
   * The text of a code for a condition.
   *
   * @param code the code, where no code has the entry
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
