package io.github.qxylogin.contracttests.judge;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.text.ContractWords;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the contract lacks to describe an answer that may well be right: its code, an example,
 * a field that it names.
 */
public final class ContractGaps {
  /** What the problem of an answer without an example begins with; the rest holds no value. */
  public static final String NO_EXAMPLE = "no documented answer looks like it: ";

  /** An answer of which more is wrong is no case of its own. */
  private static final Set<Difference> NO_CASE =
      EnumSet.of(
          Difference.MEMBER_MISSING,
          Difference.MEMBER_NULL,
          Difference.SCHEMA,
          Difference.OTHER_FAMILY);

  private static final String FIELD = "{field}";
  private static final String NOTHING = "(?!)";
  private static final String NAME = "\\s*([A-Za-z_]\\w{0,39})";

  private final CodeCatalogue catalogue;
  private final Set<String> answering = new HashSet<>();
  private final ContractWords words;
  private final Masking masking;

  /** Finds the name of a field where a text of the catalogue has one. */
  private final Pattern namedField;

  ContractGaps(Contract contract, ContractWords words, Masking masking) {
    this.words = words;
    this.masking = masking;
    catalogue = contract.codes();
    catalogue.answers().forEach(answer -> answering.add(answer.code().code()));
    namedField =
        Pattern.compile(
            catalogue.answers().stream()
                .map(Code.Answer::message)
                .filter(text -> text.indexOf(FIELD) > 0)
                .map(text -> Pattern.quote(text.substring(0, text.indexOf(FIELD))) + "|")
                .distinct()
                .collect(joining("", "(?:", NOTHING + ")" + NAME)));
  }

  /**
   * Returns what is lacking.
   *
   * @param findings what else was found about the answer
   */
  List<Finding> of(
      Operation operation, SimilarCases similar, JsonNode body, List<Finding> findings) {
    Envelope envelope = new Envelope(body);
    List<Finding> gaps = new ArrayList<>();
    unknownField(body).ifPresent(gaps::add);
    Optional<String> code = envelope.code();
    if (code.isEmpty() || !similar.to(body).isEmpty()) {
      return gaps;
    }
    if (!operation.lists(code.get())) {
      boolean placed = operation.familyOf(code.get()) != Family.UNKNOWN;
      gaps.add(
          new Finding(
              "/" + Envelope.CODE,
              placed ? Difference.UNKNOWN_CODE : Difference.UNPLACED_CODE,
              "wanted a code that is listed, got "
                  + masking.got("/" + Envelope.CODE, body.path(Envelope.CODE))));
    }
    JsonNode data = envelope.data();
    boolean isEmptyList = data.isArray() && data.isEmpty();
    boolean ofItsOwn =
        !isEmptyList
            && findings.stream().noneMatch(finding -> NO_CASE.contains(finding.difference()));
    if (ofItsOwn && !isOfAll(code.get()) && !SimilarCases.isHidden(body)) {
      String filled = String.join(", ", similar.filled(body));
      String look = filled.isEmpty() ? "without data" : "with " + filled;
      gaps.add(new Finding("body", Difference.MISSING_EXAMPLE, NO_EXAMPLE + look));
    }
    return gaps;
  }

  /** Returns whether any operation may answer it, since it is the gateway's or the catalogue's. */
  boolean isOfAll(String code) {
    return answering.contains(code)
        || catalogue.findAnywhere(code).filter(known -> !known.success()).isPresent();
  }

  private Optional<Finding> unknownField(JsonNode body) {
    Matcher named = namedField.matcher(new Envelope(body).message().orElse(""));
    return named.find() && !words.hasMember(named.group(1))
        ? Optional.of(
            new Finding(
                "/" + Envelope.nameIn(body, Envelope.MESSAGE),
                Difference.UNKNOWN_FIELD,
                "wanted a field of the contract, got " + masking.name(named.group(1))))
        : Optional.empty();
  }
}
