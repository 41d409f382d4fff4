package io.github.qxylogin.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.text.Message;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why the mock chose a response.
 *
 * @param rule which rule chose the response, such as {@code documented-request}
 * @param caseName a case of the contract, a condition of the catalogue, or a problem of the mock;
 *     of a lost response, the case of that response
 * @param evidence how well the response is documented: a grade of the contract
 * @param reason why, for people
 * @param notices what the mock accepts and the platform may not: each names a field
 * @param fault the fault that was applied, if there was one
 */
public record Decision(
    String rule,
    String caseName,
    String evidence,
    Message reason,
    List<Message> notices,
    Optional<AppliedFault> fault) {
  /** The rule of requests that are rejected before the rules. */
  public static final String BEFORE_RULES = "before-rules";

  private static final String BETWEEN_WARNINGS = "; ";
  private static final int LONGEST_HEADER = 512;
  private static final String CUT = "...";
  private static final Pattern NOT_PLAIN = Pattern.compile("[^ -$&-~]+");

  /** Two characters before a place that is within an encoded character of UTF-8. */
  private static final Pattern WITHIN_CHARACTER = Pattern.compile("%.|.%|..%[89AB]");

  public static Decision of(String rule, ChosenResponse response) {
    return new Decision(
        rule,
        response.caseName(),
        response.evidence().key(),
        response.why(),
        List.of(),
        Optional.empty());
  }

  /**
   * A fault that was set, and applied to a call.
   *
   * @param name the fault's name
   * @param kind what went wrong with the response; empty when it was only late
   * @param delay how long the response was held back
   */
  public record AppliedFault(String name, Optional<FaultKind> kind, Duration delay) {
    /** Returns a short form, such as {@code slow (connection-reset, PT2S late)}. */
    @Override
    public String toString() {
      return message().toString();
    }

    public Message message() {
      if (delay.isZero()) {
        return Message.plain(name + " (" + kind.map(FaultKind::key).orElse("") + ")");
      }
      return kind.map(late -> Message.of("fault.kind-late", name, late.key(), delay))
          .orElseGet(() -> Message.of("fault.late", name, delay));
    }
  }

  /** Returns the reason, for people. */
  public String why() {
    return reason.toString();
  }

  /** Returns what the mock accepts and the platform may not: each text names a field. */
  public List<String> warnings() {
    return notices.stream().map(Message::toString).toList();
  }

  Decision because(Message other) {
    return new Decision(rule, caseName, evidence, other, notices, fault);
  }

  Decision warned(List<Message> newNotices) {
    return new Decision(rule, caseName, evidence, reason, newNotices, fault);
  }

  /** Returns the headers of a response that this decision chose. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Mock-Rule", rule);
    headers.put("X-Mock-Why", headerText(why()));
    fault.ifPresent(applied -> headers.put("X-Mock-Fault", headerText(applied.name())));
    if (!notices.isEmpty()) {
      headers.put("X-Mock-Warning", headerText(String.join(BETWEEN_WARNINGS, warnings())));
    }
    return headers;
  }

  /** Percent-encodes all but printable ASCII, and the percent sign; cuts a long text. */
  private static String headerText(String text) {
    String encoded =
        NOT_PLAIN.matcher(text).replaceAll(other -> URLEncoder.encode(other.group(), UTF_8));
    if (encoded.length() <= LONGEST_HEADER) {
      return encoded;
    }
    int end = LONGEST_HEADER - CUT.length();
    while (WITHIN_CHARACTER.matcher(encoded).region(end - 2, encoded.length()).lookingAt()) {
      end--;
    }
    return encoded.substring(0, end) + CUT;
  }
}
