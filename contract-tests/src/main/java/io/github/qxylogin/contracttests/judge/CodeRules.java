package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.judge.Judge.Judged;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the code, of {@code success}, and of the data of an error. */
record CodeRules(Contract contract) {
  /**
   * The code is the expected one; where no page prints it, one of its family. A success that is
   * documented without a code has "" in its place.
   */
  Stream<Finding> code(Judged judged) {
    if (!judged.observed()) {
      return code(judged, judged.wantedCode(), judged.documented()).stream();
    }
    return judged.matcher().alike(judged.body()).isEmpty()
        ? Stream.concat(unlisted(judged).stream(), ofTheData(judged))
        : Stream.empty();
  }

  private Optional<Finding> code(Judged judged, String wanted, boolean documented) {
    Operation operation = judged.operation();
    Optional<String> got = judged.envelope().code();
    if (got.orElse("").equals(wanted)) {
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
    Family ofDigits = operation.codes().classOf(wanted);
    return operation.familyOf(got) == operation.familyOf(wanted)
        || (ofDigits != Family.UNKNOWN && ofDigits == operation.codes().classOf(got));
  }

  private static Optional<Finding> unlisted(Judged judged) {
    Operation operation = judged.operation();
    return judged
        .envelope()
        .code()
        .filter(code -> !operation.codes().lists(code))
        .map(operation::familyOf)
        .map(f -> f == Family.UNKNOWN ? Difference.UNCLASSIFIED_CODE : Difference.UNKNOWN_CODE)
        .map(difference -> judged.finding(Envelope.CODE, difference, Wording.LISTED, ""));
  }

  /** Data that is documented with one code may not come with a code of another family. */
  private Stream<Finding> ofTheData(Judged judged) {
    if (judged.envelope().code().isEmpty() || CaseMatcher.isHidden(judged.body())) {
      return Stream.empty();
    }
    List<Optional<Finding>> found =
        judged.matcher().withTheDataOf(judged.body()).stream()
            .map(c -> code(judged, c.code(), false).filter(Finding::breaking))
            .toList();
    return found.stream().allMatch(Optional::isPresent)
        ? found.stream().flatMap(Optional::stream).reduce((one, last) -> last).stream()
        : Stream.empty();
  }

  /** An error hands over no secret that a success hands over. */
  Stream<Finding> dataOfAnError(Judged judged) {
    return judged.error().isPresent()
            && names(judged.envelope().data()).anyMatch(secrets(judged.operation())::contains)
        ? Stream.of(judged.finding(Envelope.DATA, Difference.OTHER_VALUE, Wording.NO_DATA, ""))
        : Stream.empty();
  }

  /** Returns the secrets in a success's data, without those of the request. */
  private Set<String> secrets(Operation operation) {
    Set<String> secrets =
        operation.cases().stream()
            .filter(c -> c.family() == Family.OK)
            .flatMap(c -> names(new Envelope(c.response()).data()))
            .filter(contract.sensitiveNames()::contains)
            .collect(Collectors.toSet());
    operation.fields().forEach(field -> secrets.remove(field.name()));
    operation.templates().stream()
        .filter(template -> template.isA(Template.MASK))
        .forEach(template -> secrets.remove(template.name()));
    return secrets;
  }

  /** Returns the names of the members that have a value, at any depth. */
  private static Stream<String> names(JsonNode data) {
    Stream<String> here =
        data.properties().stream()
            .filter(member -> !JsonType.isEmptyOrAbsent(member.getValue()))
            .map(member -> member.getKey());
    return Stream.concat(here, data.valueStream().flatMap(CodeRules::names));
  }

  /**
   * Checks that {@code success} fits the code: as in the responses of the operation, or else of
   * another; for other codes, as the guide documents. A code passes with either value if it is a
   * rejected parameter's, in no list, or documented with both.
   */
  Stream<Finding> success(Judged judged) {
    Optional<Boolean> success = judged.envelope().success();
    Optional<String> code = judged.envelope().code();
    // Values for an unexpected code are not required.
    if (success.isEmpty() || code.isEmpty() || code(judged).anyMatch(Finding::breaking)) {
      return Stream.empty();
    }
    boolean other = !success.get();
    Optional<Difference> difference = ifOnlyThe(other, judged, code.get());
    String wanted = Boolean.toString(other);
    return difference.stream().map(d -> judged.finding(Envelope.SUCCESS, d, Wording.VALUE, wanted));
  }

  /** Returns the difference of a response that has not the only value that fits a code. */
  private Optional<Difference> ifOnlyThe(boolean fitting, Judged judged, String code) {
    Operation operation = judged.operation();
    Optional<Code> listed = operation.code(code);
    Set<Boolean> documented =
        CatalogueError.documentedSuccess(contract, operation, code, c -> c.evidence().documented());
    boolean only =
        documented.isEmpty()
            ? listed
                .filter(c -> operation.codes().lists(code) && c.evidence().documented())
                .filter(c -> c.success() == fitting)
                .filter(c -> fitting || c.family() != Family.PARAMETER)
                .isPresent()
            : documented.equals(Set.of(fitting));
    boolean valid = listed.filter(c -> c.family() != Family.OK && c.success()).isPresent();
    boolean misleads = documented.isEmpty() ? !fitting : !valid || judged.documentedError();
    return Optional.of(misleads ? Difference.OTHER_VALUE : Difference.OTHER_FORM)
        .filter(difference -> only);
  }
}
