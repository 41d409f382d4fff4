package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Keyed;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The outcome of a check; contains no secret.
 *
 * @param check the check
 * @param verdict whether it holds
 * @param reason why it was skipped, or why its failure is accepted; else empty
 * @param calls its requests and responses
 * @param took the total time of the responses
 */
public record Outcome(
    Check check, Verdict verdict, String reason, List<Call> calls, Duration took) {

  /** Whether a check holds. */
  public enum Verdict implements Keyed {
    PASSED("✓"),
    /** Holds, with differences that mislead no caller. */
    DRIFTED("~"),
    FAILED("✗"),
    /** Fails, as accepted. */
    KNOWN("!"),
    /** It cannot be judged now: the platform, or the account, does not serve the call. */
    UNAVAILABLE("?"),
    SKIPPED("–");

    private final String sign;

    Verdict(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** When a call was sent, and how long its response took. */
  public record Timing(Instant at, Duration took) {}

  /**
   * A call that was made, without secrets.
   *
   * @param step which step of the check it is, from 0
   * @param status the HTTP status; 0 without a response
   * @param response the body of the response; missing without a response
   * @param findings the differences from the contract
   * @param judgedBy the expectation that the response was compared with, if there was one
   * @param timing the start and the duration of the call, if known
   */
  public record Call(
      int step,
      Operation operation,
      JsonNode request,
      int status,
      String contentType,
      JsonNode response,
      List<Finding> findings,
      Optional<Expectation> judgedBy,
      Optional<Timing> timing) {

    /** Returns the same with one finding more. */
    public Call with(Finding finding) {
      List<Finding> all = Stream.concat(findings.stream(), Stream.of(finding)).toList();
      return new Call(
          step, operation, request, status, contentType, response, all, judgedBy, timing);
    }
  }

  public static Outcome skipped(Check check, String reason) {
    return new Outcome(check, Verdict.SKIPPED, reason, List.of(), Duration.ZERO);
  }

  public static Outcome judged(Check check, List<Call> calls, Duration took) {
    List<Finding> findings = calls.stream().flatMap(e -> e.findings().stream()).toList();
    Verdict verdict = findings.isEmpty() ? Verdict.PASSED : Verdict.DRIFTED;
    if (findings.stream().anyMatch(Finding::breaking)) {
      verdict = Verdict.FAILED;
    }
    return new Outcome(check, verdict, "", List.copyOf(calls), took);
  }

  /** Returns the same; its reason holds no secret, though it may quote a response. */
  public Outcome cleaned(Masking masking) {
    return as(verdict, masking.clean(reason));
  }

  public Outcome as(Verdict other, String why) {
    return new Outcome(check, other, why, calls, took);
  }

  /** Returns the expectation of a call. */
  public Expectation expected(Call call) {
    return call.judgedBy().orElseGet(() -> check.call(call.step()).expected());
  }

  /** Returns whether it makes a run fail. */
  public boolean failed() {
    return verdict == Verdict.FAILED;
  }

  /** Returns the findings in full sentences, or the reason why nothing was sent. */
  public List<String> messages() {
    return messages(Language.EN);
  }

  /** Returns the same in the words of another language. */
  public List<String> messages(Language language) {
    return calls.isEmpty() || verdict == Verdict.SKIPPED || verdict == Verdict.UNAVAILABLE
        ? Stream.of(reason).filter(why -> !why.isEmpty()).map(language::of).toList()
        : messages(finding -> true, language);
  }

  /** Returns the breaking findings in full sentences. */
  public List<String> breakingMessages(Language language) {
    return messages(Finding::breaking, language);
  }

  private List<String> messages(Predicate<Finding> which, Language language) {
    return calls.stream()
        .flatMap(
            call ->
                call.findings().stream()
                    .filter(which)
                    .map(finding -> message(call, finding, language)))
        .toList();
  }

  private String message(Call call, Finding finding, Language language) {
    String step =
        check.steps().size() == 1
            ? ""
            : language.of("call " + (call.step() + 1) + " (" + call.operation().id() + ")") + ", ";
    return "%s, %s, %s%s: %s"
        .formatted(
            check.operation().id(),
            language.of(check.subject()),
            step,
            finding.place(),
            finding.problem(language));
  }
}
