package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;
import java.util.Set;

/**
 * Judges by what the vendor documents whether {@code success} fits the code that came with it: as
 * answers print it, of the operation or else of another; of the platform's own codes, as the guide
 * has it for the gateway and for signing in; of other codes that a page lists, as the guide has it
 * for most, so that the contrary is but drift. Of parameters that the platform refuses, and of
 * codes that no page lists, nothing is told.
 */
final class SuccessJudge {
  private final Contract contract;
  private final CodeJudge codes;

  SuccessJudge(Contract contract, CodeJudge codes) {
    this.contract = contract;
    this.codes = codes;
  }

  /**
   * Returns what is wrong with {@code success}.
   *
   * @param documented whether a page tells the refusal that is wanted; of any other, a business
   *     failure that says false is but drift
   */
  Optional<Finding> judge(Operation operation, JsonNode body, boolean documented) {
    Envelope envelope = new Envelope(body);
    Optional<Boolean> success = envelope.success();
    return envelope
        .code()
        .filter(code -> success.isPresent())
        .flatMap(code -> told(operation, code, documented))
        .filter(told -> told.success() != success.get())
        .map(
            told ->
                codes.finding(
                    Envelope.SUCCESS, told.otherwise(), Boolean.toString(told.success()), body));
  }

  /** What {@code success} should say, and what it is if it says the contrary. */
  private record Told(boolean success, Difference otherwise) {}

  /** Of a code that pages print with both nothing is told. */
  private Optional<Told> told(Operation operation, String code, boolean documented) {
    Set<Boolean> printed =
        Refusals.successPrinted(contract, operation, code, c -> c.evidence().documented());
    if (printed.isEmpty()) {
      return ofTheGuide(operation, code);
    }
    Difference otherwise = otherwise(operation, code, documented);
    return printed.stream()
        .filter(success -> printed.size() == 1)
        .map(success -> new Told(success, otherwise))
        .findFirst();
  }

  private Difference otherwise(Operation operation, String code, boolean documented) {
    boolean usual =
        operation
            .code(code)
            .filter(listed -> listed.family() != Family.OK && listed.success())
            .isPresent();
    return usual && !documented ? Difference.OTHER_FORM : Difference.OTHER_VALUE;
  }

  private static Optional<Told> ofTheGuide(Operation operation, String code) {
    return Optional.of(code)
        .filter(operation::lists)
        .flatMap(operation::code)
        .filter((Code listed) -> listed.evidence().documented())
        .filter(listed -> listed.success() || listed.family() != Family.PARAMETER)
        .map(
            listed ->
                listed.success()
                    ? new Told(true, Difference.OTHER_FORM)
                    : new Told(false, Difference.OTHER_VALUE));
  }
}
