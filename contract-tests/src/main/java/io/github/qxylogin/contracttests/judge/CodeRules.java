package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.judge.Judge.Judged;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to be as the code says: the code itself, {@code success}, the data of an error. */
final class CodeRules {
  private final Contract contract;

  CodeRules(Contract contract) {
    this.contract = contract;
  }

  /** The code is the expected one; where no page prints it, one of its family. */
  Stream<Finding> code(Judged judged) {
    if (!judged.observed()) {
      return code(judged, judged.wantedCode(), judged.documented()).stream();
    }
    return judged.matcher().alike(judged.body()).isEmpty()
        ? Stream.concat(unlisted(judged).stream(), ofTheData(judged).stream())
        : Stream.empty();
  }

  private Optional<Finding> code(Judged judged, String wanted, boolean documented) {
    Operation operation = judged.operation();
    Optional<String> got = judged.envelope().code();
    if (got.filter(wanted::equals).isPresent()) {
      return Optional.empty();
    }
    String quoted = "\"" + wanted + "\"";
    if (judged.body().path(Envelope.CODE).asText().equals(wanted)) {
      return Optional.of(judged.finding(Envelope.CODE, Difference.SCHEMA, Wording.VALUE, quoted));
    }
    if (got.filter(code -> areRelated(operation, wanted, code)).isEmpty()) {
      String family = operation.familyOf(wanted).key() + " (" + wanted + ")";
      return Optional.of(
          judged.finding(Envelope.CODE, Difference.OTHER_FAMILY, Wording.FAMILY, family));
    }
    Difference other = documented ? Difference.OTHER_VALUE : Difference.OTHER_CODE;
    Finding finding = judged.finding(Envelope.CODE, other, Wording.VALUE, quoted);
    return Optional.of(finding.breaking() ? finding : unlisted(judged).orElse(finding));
  }

  static boolean areRelated(Operation operation, String wanted, String got) {
    Family ofDigits = operation.classOf(wanted);
    return operation.familyOf(got) == operation.familyOf(wanted)
        || (ofDigits != Family.UNKNOWN && ofDigits == operation.classOf(got));
  }

  private static Optional<Finding> unlisted(Judged judged) {
    Operation operation = judged.operation();
    return judged
        .envelope()
        .code()
        .filter(code -> !operation.lists(code))
        .map(
            code ->
                operation.familyOf(code) == Family.UNKNOWN
                    ? Difference.UNPLACED_CODE
                    : Difference.UNKNOWN_CODE)
        .map(difference -> judged.finding(Envelope.CODE, difference, Wording.LISTED, ""));
  }

  /** Data that is documented with one code may not come with a code of another family. */
  private Optional<Finding> ofTheData(Judged judged) {
    if (judged.envelope().code().isEmpty() || CaseMatcher.isHidden(judged.body())) {
      return Optional.empty();
    }
    Optional<Finding> found = Optional.empty();
    for (Case documented : judged.matcher().withTheDataOf(judged.body())) {
      found = code(judged, documented.code(), false).filter(Finding::breaking);
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  /** An error hands over no secret that a success hands over. */
  Stream<Finding> dataOfAnError(Judged judged) {
    return judged.refusal().isPresent()
            && names(judged.envelope().data()).anyMatch(secrets(judged.operation())::contains)
        ? Stream.of(judged.finding(Envelope.DATA, Difference.OTHER_VALUE, Wording.NO_DATA, ""))
        : Stream.empty();
  }

  /** Returns what is secret in a success's data, but for what the call itself was sent with. */
  private Set<String> secrets(Operation operation) {
    Set<String> secrets = new HashSet<>();
    operation.cases().stream()
        .filter(c -> c.family() == Family.OK)
        .flatMap(c -> names(new Envelope(c.answer()).data()))
        .forEach(secrets::add);
    secrets.retainAll(contract.sensitiveNames());
    operation.fields().forEach(field -> secrets.remove(field.name()));
    operation
        .inFlow(Flow::maskedMobile)
        .ifPresent(mask -> secrets.remove(mask.at().last().getMatchingProperty()));
    return secrets;
  }

  /** Returns the names of the members that have a value, at whatever depth. */
  private static Stream<String> names(JsonNode data) {
    Stream<String> here =
        data.properties().stream()
            .filter(member -> !JsonType.isHollow(member.getValue()))
            .map(member -> member.getKey());
    return Stream.concat(here, data.valueStream().flatMap(CodeRules::names));
  }

  /**
   * {@code success} fits the code that came: as responses print it, of the operation or else of
   * another; of other codes, as the guide says. Pages say nothing of parameters that the platform
   * rejects, of codes that no page lists, and of a code that is printed with both.
   */
  Stream<Finding> success(Judged judged) {
    Optional<Boolean> success = judged.envelope().success();
    // What fits a code that should not have come is not wanted.
    if (success.isEmpty() || code(judged).anyMatch(Finding::breaking)) {
      return Stream.empty();
    }
    return judged
        .envelope()
        .code()
        .flatMap(code -> success(judged, code))
        .filter(wanted -> wanted.success() != success.get())
        .map(
            wanted ->
                judged.finding(
                    Envelope.SUCCESS,
                    wanted.otherwise(),
                    Wording.VALUE,
                    Boolean.toString(wanted.success())))
        .stream();
  }

  /** What {@code success} should be, and the difference if it is not. */
  private record Success(boolean success, Difference otherwise) {}

  private Optional<Success> success(Judged judged, String code) {
    Operation operation = judged.operation();
    Optional<Code> listed = operation.code(code);
    Set<Boolean> printed =
        Refusals.successPrinted(contract, operation, code, c -> c.evidence().documented());
    if (printed.isEmpty()) {
      return listed
          .filter(c -> operation.lists(code) && c.evidence().documented())
          .filter(c -> c.success() || c.family() != Family.PARAMETER)
          .map(
              c ->
                  new Success(
                      c.success(), c.success() ? Difference.OTHER_FORM : Difference.OTHER_VALUE));
    }
    boolean usual = listed.filter(c -> c.family() != Family.OK && c.success()).isPresent();
    boolean misleads = !usual || judged.documentedError();
    return printed.stream()
        .filter(success -> printed.size() == 1)
        .map(s -> new Success(s, misleads ? Difference.OTHER_VALUE : Difference.OTHER_FORM))
        .findFirst();
  }
}
