package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Judges an answer by a documented one. */
final class CaseJudge {
  private final CodeJudge codes;
  private final Contract contract;
  private final Masking masking;

  CaseJudge(CodeJudge codes, Contract contract, Masking masking) {
    this.codes = codes;
    this.contract = contract;
    this.masking = masking;
  }

  /** Judges code, text and members. */
  private List<Finding> form(Operation operation, Case documented, JsonNode body) {
    boolean told = documented.evidence().documented();
    List<Finding> findings = new ArrayList<>();
    Optional<Finding> code = codes.code(operation, documented.code(), told, body);
    code.ifPresent(findings::add);
    if (code.isEmpty() && new Envelope(body).message().filter(t -> !t.isBlank()).isPresent()) {
      codes.text(texts(operation, documented), body).ifPresent(findings::add);
    }
    findings.addAll(members(operation, documented, body));
    return findings;
  }

  /** Judges its form, and the values by which it differs from other answers with its code. */
  List<Finding> alike(Operation operation, Case documented, JsonNode body) {
    List<Finding> findings =
        new ArrayList<>(form(operation, documented, body));
    new DistinguishingValues(operation)
        .of(documented)
        .forEach(
            (place, wanted) -> {
              JsonPointer at = DistinguishingValues.in(body, place);
              if (DistinguishingValues.differ(wanted, body.at(at))) {
                findings.add(
                    Comparison.finding(at, Difference.OTHER_VALUE, wanted, body.at(at), masking));
              }
            });
    return findings;
  }

  /** Judges the same, and that no secret is empty: nobody is logged in by an empty cookie. */
  List<Finding> itself(Operation operation, Case documented, JsonNode body) {
    List<Finding> findings = alike(operation, documented, body);
    emptied(JsonPointer.empty(), documented.answer(), body, findings);
    return findings;
  }

  private void emptied(
      JsonPointer place, JsonNode documented, JsonNode got, List<Finding> findings) {
    boolean empty = got.isTextual() && got.asText().isEmpty();
    if (empty && !JsonType.saysNothing(documented) && masking.hides(place.toString())) {
      findings.add(Comparison.finding(place, Difference.MEMBER_NULL, documented, got, masking));
    }
    for (Map.Entry<String, JsonNode> member : documented.properties()) {
      String name = Envelope.nameIn(got, member.getKey());
      emptied(place.appendProperty(name), member.getValue(), got.path(name), findings);
    }
  }

  /** Judges text and members by this one of the documented forms, whose code the answer has. */
  List<Finding> alone(Operation operation, Case documented, JsonNode body) {
    List<Finding> findings = new ArrayList<>();
    codes.text(texts(operation, documented), body).ifPresent(findings::add);
    findings.addAll(members(operation, wanted(operation, documented, body), body));
    return findings;
  }

  /** Pages word the same outcome in several ways. */
  private static Set<String> texts(Operation operation, Case documented) {
    Set<String> texts = new TreeSet<>();
    operation.cases().stream()
        .filter(c -> c.code().equals(documented.code()) && c.evidence().documented())
        .flatMap(c -> new Envelope(c.answer()).message().stream())
        .filter(text -> !text.isBlank())
        .forEach(texts::add);
    return texts;
  }

  /** Of several documented forms of one outcome, that which the answer is most like counts. */
  private List<Finding> members(Operation operation, Case documented, JsonNode body) {
    return operation.cases().stream()
        .filter(c -> c.family() == documented.family() && c.when() == documented.when())
        .map(form -> members(operation, wanted(operation, form, body), body))
        .min(Finding.FEWEST)
        .orElseThrow();
  }

  private List<Finding> members(Operation operation, JsonNode wanted, JsonNode body) {
    return Comparison.ofMembers(wanted, body, masking).stream()
        .map(
            finding ->
                finding.difference() == Difference.MEMBER_MISSING
                        && leavesOut(operation, JsonPointer.compile(finding.place()))
                    ? new Finding(finding.place(), Difference.OPTIONAL_MISSING, finding.problem())
                    : finding)
        .toList();
  }

  /**
   * Returns whether the schema lists what an object must have, and a member is not among it. Of the
   * outermost members every schema lists the fewest that any answer has, which says nothing.
   */
  private boolean leavesOut(Operation operation, JsonPointer member) {
    JsonPointer object = member.head();
    return !object.matches()
        && contract
            .answerSchema(operation)
            .at(object)
            .map(SchemaView::required)
            .filter(names -> !names.isEmpty())
            .filter(names -> !names.contains(member.last().getMatchingProperty()))
            .isPresent();
  }

  /**
   * Returns a documented answer without the outermost members that may be missing, and are: those
   * that say nothing, those that another answer with the same code lacks, and the text of a
   * success, which the guide has as text or null, or of an answer that no page prints. Which of
   * them an answer must have in any case, the schema tells.
   */
  private static ObjectNode wanted(Operation operation, Case form, JsonNode body) {
    ObjectNode wanted = form.answer().deepCopy();
    for (Map.Entry<String, JsonNode> member : form.answer().properties()) {
      boolean optional =
          JsonType.saysNothing(member.getValue())
              || operation.cases().stream()
                  .filter(c -> c.code().equals(form.code()))
                  .anyMatch(c -> isMissing(c.answer(), member.getKey()));
      boolean mayBeSilent = form.family() == Family.OK || !form.evidence().documented();
      boolean silent = mayBeSilent && isSilent(body, member.getKey());
      if (silent || (optional && isMissing(body, member.getKey()))) {
        wanted.remove(member.getKey());
      }
    }
    return wanted;
  }

  private static boolean isSilent(JsonNode body, String member) {
    JsonNode value = body.path(Envelope.nameIn(body, member));
    return Envelope.TEXTS.contains(member)
        && (value.isMissingNode() || JsonType.saysNothing(value));
  }

  private static boolean isMissing(JsonNode body, String member) {
    return !body.has(Envelope.nameIn(body, member));
  }
}
