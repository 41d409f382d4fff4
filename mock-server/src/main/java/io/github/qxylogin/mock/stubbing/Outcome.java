package io.github.qxylogin.mock.stubbing;

import static io.github.qxylogin.mock.http.InvalidValueException.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stubbed outcome of an identity, in place of the flow's response: a case or a code, with own
 * data if any, or a whole own response.
 *
 * @param caseName the case to return, if one is set
 * @param code the code to return, if one is set
 * @param operation its only operation; null for all that have such a response
 * @param times for how many calls; null when they are not counted
 * @param lasting how long it holds on the mock's clock, from the first call that gets it; null
 *     without a limit
 * @param data replaces the data of the case or code, or else of the operation's first success
 * @param response replaces the whole response
 * @param scene the scene that set it; null when none did
 */
public record Outcome(
    @JsonProperty("case") @Nullable String caseName,
    @Nullable String code,
    @Nullable String operation,
    @Nullable Integer times,
    @Nullable Duration lasting,
    @Nullable JsonNode data,
    @Nullable JsonNode response,
    @Nullable String scene) {
  public static final int MAX_TIMES = 1_000_000;

  private static final String DATA = "data";

  private static final Duration LONGEST = Duration.ofDays(30);

  /**
   * @throws IllegalArgumentException if it prescribes nothing or too much, or is for no call
   */
  public Outcome {
    filled("case", caseName);
    filled("code", code);
    filled("operation", operation);
    requireTimes(times);
    forAWhile(lasting);
    filled("scene", scene);
    boolean documented = caseName != null || code != null;
    check(
        response == null
            ? (caseName == null || code == null) && (documented || data != null)
            : !documented && data == null,
        "outcome.case-or-code");
    check(documented || operation != null, "outcome.operation-needed");
  }

  /** A documented response. */
  public Outcome(
      @Nullable String caseName,
      @Nullable String code,
      @Nullable String operation,
      @Nullable Integer times,
      @Nullable Duration lasting) {
    this(caseName, code, operation, times, lasting, null, null, null);
  }

  static void filled(String name, @Nullable String value) {
    check(value == null || !value.isBlank(), "value.no-text", name);
  }

  public static void requireTimes(@Nullable Integer times) {
    atLeastOne("times", times, MAX_TIMES);
  }

  static void atLeastOne(String name, @Nullable Integer value, int most) {
    check(value == null || (value >= 1 && value <= most), "value.out-of-range", name, most);
  }

  public static void forAWhile(@Nullable Duration lasting) {
    check(
        lasting == null
            || (lasting.compareTo(Duration.ZERO) > 0 && lasting.compareTo(LONGEST) <= 0),
        "outcome.lasting",
        LONGEST);
  }

  /**
   * Returns the same for some calls, for some time, or both.
   *
   * @throws IllegalArgumentException if that is not at least one, or no time
   */
  public Outcome limited(@Nullable Integer calls, @Nullable Duration time) {
    return new Outcome(caseName, code, operation, calls, time, data, response, scene);
  }

  /** Returns the same, set by a scene. */
  Outcome of(String name) {
    return new Outcome(caseName, code, operation, times, lasting, data, response, name);
  }

  /** Returns whether it has its own response or data. */
  public boolean hasOwnBody() {
    return data != null || response != null;
  }

  /**
   * Returns the body of the response.
   *
   * @param usual the documented or computed body, of a JSON object
   */
  public JsonNode body(JsonNode usual) {
    JsonNode whole = response == null ? usual : response;
    return data == null ? whole : whole.<ObjectNode>deepCopy().set(DATA, data);
  }

  /** Returns whether it leaves no call to an earlier one for the same operation. */
  boolean hides(Outcome earlier) {
    return isPermanent() && Objects.equals(operation, earlier.operation());
  }

  /** Returns whether it holds until it is removed. */
  boolean isPermanent() {
    return times == null && lasting == null;
  }
}
