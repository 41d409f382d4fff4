package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.check.Expectation.CatalogueError;
import io.github.qxylogin.contracttests.check.Expectation.Documented;
import io.github.qxylogin.contracttests.judge.Judge.Judged;
import io.github.qxylogin.contracttests.text.ContractWords;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the message text. */
final class TextRules {
  private static final String FIELD = "{field}";

  /** Quotes, brackets and Chinese characters. */
  private static final String AROUND_A_NAME = "[\"'`<>\\p{Pi}\\p{Pf}\\p{Ps}\\p{Pe}\\p{IsHan}]";

  private final ContractWords words;

  /** Finds the name of a field where a text of the catalogue has one. */
  private final Pattern namedField;

  TextRules(Contract contract) {
    words = ContractWords.of(contract);
    namedField =
        Pattern.compile(
            contract.codes().responses().stream()
                .map(Code.ErrorResponse::message)
                .filter(text -> text.indexOf(FIELD) > 0)
                .map(text -> Pattern.quote(text.substring(0, text.indexOf(FIELD))) + "|")
                .distinct()
                .collect(Collectors.joining("", "(?:", "(?!))\\s*([A-Za-z_]\\w{0,39})")));
  }

  /**
   * An error names no other field than the one at fault. Of a body without fields, each field that
   * it lacks is at fault.
   */
  Stream<Finding> otherField(Judged judged) {
    Optional<CatalogueError> may = judged.expectedError().filter(r -> r.field().isPresent());
    String text = judged.text();
    if (may.isEmpty()
        || !judged.isError()
        || names(text, may.get().field().get())
        || judged.operation().missingFrom(judged.request()).stream()
            .anyMatch(field -> names(text, field.name()))) {
      return Stream.empty();
    }
    CatalogueError error = may.get();
    Predicate<String> isNamed =
        name -> error.isDocumented() ? names(text, name) : pointsAt(text, name);
    boolean namesOther =
        judged.operation().fields().stream().map(Field::name).anyMatch(isNamed)
            || (error.isDocumented()
                && namedField.matcher(text).find()
                && !isOnlyDocumented(judged, error));
    return namesOther ? Stream.of(fieldUnnamed(judged, error.field().get())) : Stream.empty();
  }

  private static Finding fieldUnnamed(Judged judged, String field) {
    return judged.finding(
        Envelope.MESSAGE, Difference.ERROR_FIELD_NOT_NAMED, Wording.NAMES_NO_OTHER, field);
  }

  /** The contract has the field that a text names. */
  Stream<Finding> unknownField(Judged judged) {
    Matcher named = namedField.matcher(judged.text());
    if (!named.find() || words.hasMember(named.group(1))) {
      return Stream.empty();
    }
    JsonPointer at = judged.at(Envelope.MESSAGE);
    String got = judged.masking().name(named.group(1));
    return Stream.of(new Finding(at, Difference.UNKNOWN_FIELD, Wording.FIELD, "", got));
  }

  /** The text is documented. */
  Stream<Finding> text(Judged judged) {
    String text = judged.text();
    if (judged.expected().isEmpty()) {
      return Stream.empty();
    }
    if (judged.expected().get() instanceof Documented wanted) {
      Set<String> texts = texts(judged.operation(), wanted.documented());
      boolean known = texts.isEmpty() || texts.contains(text) || text.isBlank();
      boolean ofAnError = wanted.documented().family() != Family.OK;
      boolean anybodys = text.contains(Redaction.MASK) || (ofAnError && words.hasText(text));
      return known || !judged.hasWantedCode() || (judged.observed() && anybodys)
          ? Stream.empty()
          : Stream.of(other(judged, Wording.TEXT, quoted(texts)));
    }
    return judged.error().flatMap(error -> ofAnError(judged, error, text)).stream();
  }

  private static Optional<Finding> ofAnError(Judged judged, CatalogueError error, String text) {
    if (!error.isDocumented() || isOnlyDocumented(judged, error)) {
      return Optional.empty();
    }
    Optional<String> unnamed = error.field().filter(field -> !names(text, field));
    String wanted = error.response().message(error.field().orElse(""));
    if (unnamed.isPresent()) {
      Finding finding = other(judged, Wording.NAMES, unnamed.get());
      return Optional.of(text.isBlank() ? finding.as(Difference.MEMBER_NULL) : finding);
    }
    return !judged.hasWantedCode() || text.equals(wanted)
        ? Optional.empty()
        : Optional.of(other(judged, Wording.TEXT, quoted(Set.of(wanted))));
  }

  private static Finding other(Judged judged, Wording wording, String wanted) {
    return judged.finding(Envelope.MESSAGE, Difference.OTHER_TEXT, wording, wanted);
  }

  private static String quoted(Set<String> texts) {
    return "\"" + String.join("\" / \"", texts) + "\"";
  }

  /** Returns the texts of a code that pages print, if any, and that of the case itself. */
  private static Set<String> texts(Operation operation, Case documented) {
    Set<String> texts =
        operation.cases().stream()
            .filter(c -> c.code().equals(documented.code()) && c.evidence().documented())
            .flatMap(c -> new Envelope(c.response()).message().stream())
            .filter(text -> !text.isBlank())
            .sorted()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!texts.isEmpty()) {
      new Envelope(documented.response()).message().ifPresent(texts::add);
    }
    return texts;
  }

  /** A page may print no other error than one of a field that its operation does not take. */
  private static boolean isOnlyDocumented(Judged judged, CatalogueError error) {
    String text = judged.text();
    return error.isDocumented()
        && judged.operation().cases().stream()
            .filter(c -> c.evidence().documented())
            .filter(c -> judged.envelope().code().filter(c.code()::equals).isPresent())
            .anyMatch(c -> new Envelope(c.response()).message().filter(text::equals).isPresent())
        && judged.operation().fields().stream().noneMatch(field -> names(text, field.name()));
  }

  /** Returns whether a text has the name of a field, which may be a part of another's name. */
  private static boolean names(String text, String field) {
    return has(text, "(?<!\\w)", field, "(?!\\w)");
  }

  /** In a text that no page prints, a name alone may be but a word, as in "type mismatch". */
  private static boolean pointsAt(String text, String field) {
    return has(text, "(?<=" + AROUND_A_NAME + ")", field, "(?=" + AROUND_A_NAME + ")")
        || has(text, "参数\\s*", field, "(?!\\w)");
  }

  private static boolean has(String text, String before, String field, String after) {
    return Pattern.compile(before + Pattern.quote(field) + after).matcher(text).find();
  }
}
