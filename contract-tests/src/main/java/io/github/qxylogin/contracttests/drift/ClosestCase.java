package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.judge.CaseJudge;
import io.github.qxylogin.contracttests.judge.CodeJudge;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges an answer by the documented one that it is closest to, as the suite judges the answers of
 * a real target. Which answer belongs to the request is not looked at.
 */
final class ClosestCase {

  private final Operation operation;
  private final Looks looks;
  private final CaseJudge cases;
  private final CodeJudge codes;
  private final PrintedTexts texts;

  ClosestCase(Contract contract, Operation operation, Looks looks) {
    this.operation = operation;
    this.looks = looks;
    Masking masking = new Masking(contract);
    this.codes = new CodeJudge(masking);
    this.cases = new CaseJudge(codes, contract, masking);
    this.texts = new PrintedTexts(contract);
  }

  /** Returns what about an answer is not as the closest answer with its code has it. */
  List<Finding> findings(JsonNode body) {
    List<Case> alike = looks.casesLike(body);
    List<Case> ofCode =
        operation.cases().stream()
            .filter(c -> new Envelope(body).code().filter(c.code()::equals).isPresent())
            .toList();
    Comparator<List<Finding>> fewest = Finding.FEWEST;
    return (alike.isEmpty() ? ofCode : alike)
        .stream().map(c -> cases.alone(operation, c, body)).min(fewest).orElse(List.of()).stream()
            .filter(finding -> counts(finding, body))
            .toList();
  }

  /**
   * Returns whether a finding tells something, though nobody knows whom the call was about: people
   * have other things in their lists, and leave out what they may. What is masked may be anything;
   * pages word a text for one field that stands for all.
   */
  private boolean counts(Finding finding, JsonNode body) {
    Place place = Place.of(JsonPointer.compile(finding.place()));
    if (finding.difference() == Difference.OPTIONAL_MISSING
        || place.names().contains(Place.ELEMENT)) {
      return false;
    }
    if (finding.difference() == Difference.OTHER_TEXT) {
      String text = new Envelope(body).message().orElse("");
      return !text.isBlank() && !text.contains(Redaction.MASK) && !texts.have(text);
    }
    return !isMasked(body.at(JsonPointer.compile(finding.place())));
  }

  private static boolean isMasked(JsonNode value) {
    return value.isTextual() && value.textValue().contains(Redaction.MASK);
  }

  /**
   * Returns the code with which an answer that carries data is documented, if it came with one of
   * another family.
   */
  Optional<String> codeOfItsData(JsonNode body) {
    if (Looks.isHidden(body) || !looks.casesLike(body).isEmpty()) {
      return Optional.empty();
    }
    List<Case> ofOtherCodes = looks.casesOfItsData(body);
    boolean related =
        ofOtherCodes.stream()
            .anyMatch(
                c ->
                    codes
                        .code(operation, c.code(), false, body)
                        .filter(Finding::breaking)
                        .isEmpty());
    return related ? Optional.empty() : ofOtherCodes.stream().map(Case::code).findFirst();
  }
}
