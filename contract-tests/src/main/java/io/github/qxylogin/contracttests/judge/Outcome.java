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
 * What became of a check; holds no secret.
 *
 * @param check the check
 * @param verdict whether it holds
 * @param reason why it was skipped, or why its failure is put up with; else empty
 * @param exchanges what was sent and answered, call by call
 * @param took how long the server had to answer
 */
public record Outcome(
    Check check, Verdict verdict, String reason, List<Exchange> exchanges, Duration took) {

  /** Whether a check holds. */
  public enum Verdict implements Keyed {
    PASSED("✓"),
    /** Holds, with differences that mislead nobody. */
    DRIFTED("~"),
    FAILED("✗"),
    /** Fails as it was known to. */
    KNOWN("!"),
    /** Nobody can judge it now: the platform, or the account, does not serve the call. */
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
   * @param status the HTTP status; 0 when no answer came
   * @param answer the body of the answer; missing when no answer came
   * @param findings what about the answer is not as the contract has it
   * @param judgedBy what the answer was compared with; empty when it was compared with nothing
   * @param timing when the call was sent and how long it took, if that is known
   */
  public record Exchange(
      int step,
      Operation operation,
      JsonNode request,
      int status,
      String contentType,
      JsonNode answer,
      List<Finding> findings,
      Optional<Expectation> judgedBy,
      Optional<Timing> timing) {

    /** Returns the same with one finding more. */
    public Exchange with(Finding finding) {
      List<Finding> all = Stream.concat(findings.stream(), Stream.of(finding)).toList();
      return new Exchange(
          step, operation, request, status, contentType, answer, all, judgedBy, timing);
    }
  }

  public static Outcome skipped(Check check, String reason) {
    return new Outcome(check, Verdict.SKIPPED, reason, List.of(), Duration.ZERO);
  }

  public static Outcome judged(Check check, List<Exchange> exchanges, Duration took) {
    List<Finding> findings = exchanges.stream().flatMap(e -> e.findings().stream()).toList();
    Verdict verdict = findings.isEmpty() ? Verdict.PASSED : Verdict.DRIFTED;
    if (findings.stream().anyMatch(Finding::breaking)) {
      verdict = Verdict.FAILED;
    }
    return new Outcome(check, verdict, "", List.copyOf(exchanges), took);
  }

  /** Returns the same; its reason holds no secret, though it may quote an answer. */
  public Outcome cleaned(Masking masking) {
    return as(verdict, masking.clean(reason));
  }

  public Outcome as(Verdict other, String why) {
    return new Outcome(check, other, why, exchanges, took);
  }

  /** Returns what a call of the check should have been answered. */
  public Expectation expected(Exchange exchange) {
    return exchange.judgedBy().orElseGet(() -> check.call(exchange.step()).expected());
  }

  /** Returns whether it makes a run fail. */
  public boolean failed() {
    return verdict == Verdict.FAILED;
  }

  /** Returns what is not as the contract has it, in full sentences, or why nothing was sent. */
  public List<String> messages() {
    return messages(Language.EN);
  }

  /** Returns the same in the words of another language. */
  public List<String> messages(Language language) {
    return exchanges.isEmpty() || verdict == Verdict.SKIPPED || verdict == Verdict.UNAVAILABLE
        ? Stream.of(reason).filter(told -> !told.isEmpty()).map(language::of).toList()
        : messages(finding -> true, language);
  }

  /** Returns what makes the check fail, in full sentences. */
  public List<String> breakingMessages(Language language) {
    return messages(Finding::breaking, language);
  }

  private List<String> messages(Predicate<Finding> which, Language language) {
    return exchanges.stream()
        .flatMap(
            exchange ->
                exchange.findings().stream()
                    .filter(which)
                    .map(finding -> told(exchange, finding, language)))
        .toList();
  }

  private String told(Exchange exchange, Finding finding, Language language) {
    String call =
        check.steps().size() == 1
            ? ""
            : language.of("call " + (exchange.step() + 1) + " (" + exchange.operation().id() + ")")
                + ", ";
    return "%s, %s, %s%s: %s"
        .formatted(
            check.operation().id(),
            language.of(check.subject()),
            call,
            finding.place(),
            finding.problem(language));
  }
}
