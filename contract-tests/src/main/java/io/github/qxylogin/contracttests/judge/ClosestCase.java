package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.text.ContractWords;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges an answer that was only seen by the documented one that it is closest to. Which answer
 * belongs to the request is not looked at.
 */
final class ClosestCase {
  private final Operation operation;
  private final SimilarCases similar;
  private final CaseJudge cases;
  private final CodeJudge codes;
  private final ContractWords words;

  ClosestCase(
      Operation operation,
      SimilarCases similar,
      CaseJudge cases,
      CodeJudge codes,
      ContractWords words) {
    this.operation = operation;
    this.similar = similar;
    this.cases = cases;
    this.codes = codes;
    this.words = words;
  }

  /** Returns what about an answer is not as the closest answer with its code has it. */
  List<Finding> findings(JsonNode body) {
    Optional<String> code = new Envelope(body).code();
    List<Case> ofCode =
        operation.cases().stream().filter(c -> code.filter(c.code()::equals).isPresent()).toList();
    List<Case> alike = similar.to(body);
    List<Finding> findings = new ArrayList<>();
    (alike.isEmpty() ? ofCode : alike)
        .stream()
            .map(c -> cases.alone(operation, c, body))
            .min(Finding.FEWEST)
            .ifPresent(findings::addAll);
    findings.removeIf(finding -> !counts(finding, body));
    if (alike.isEmpty() && code.isPresent() && !SimilarCases.isHidden(body)) {
      ofItsData(body).ifPresent(findings::add);
    }
    return findings;
  }

  /**
   * Returns whether a finding tells something, though nobody knows whom the call was about: people
   * leave out what they may. Pages word a text for one field that stands for all.
   */
  private boolean counts(Finding finding, JsonNode body) {
    String text = new Envelope(body).message().orElse("");
    return switch (finding.difference()) {
      case OPTIONAL_MISSING -> false;
      case OTHER_TEXT -> !text.isBlank() && !text.contains(Redaction.MASK) && !words.hasText(text);
      default -> true;
    };
  }

  /** Data that is documented with one code may not come with a code of another family. */
  private Optional<Finding> ofItsData(JsonNode body) {
    List<Finding> others = new ArrayList<>();
    for (Case documented : similar.toTheDataOf(body)) {
      Optional<Finding> other =
          codes.code(operation, documented.code(), false, body).filter(Finding::breaking);
      if (other.isEmpty()) {
        return Optional.empty();
      }
      others.add(other.get());
    }
    return others.stream().findFirst();
  }
}
