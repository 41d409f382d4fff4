package io.github.qxylogin.codegen;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constant for one meaning of a business code.
 *
 * @param name of the constant
 * @param literal the code, as Java writes it
 * @param family its family
 * @param english its title, as Java writes it
 * @param chinese its title, as Java writes it
 * @param about paragraphs of Javadoc
 */
record CodeView(
    String name,
    String literal,
    Family family,
    String english,
    String chinese,
    List<String> about) {

  /** Returns the constants of a contract. */
  static List<CodeView> of(Contract contract) {
    Map<String, String> notes = notes(contract.document());
    List<CodeView> constants = new ArrayList<>();
    contract
        .codes()
        .meanings()
        .forEach(
            (name, code) -> {
              List<String> about = new ArrayList<>(JavadocText.paragraphs(code.english()));
              String note = JavadocText.html(code.chinese()) + ". " + notes.getOrDefault(name, "");
              about.add(note.strip());
              about.add(mappedTo(contract, code));
              about.add(JavadocText.evidence(code.evidence()));
              constants.add(
                  new CodeView(
                      name,
                      JavadocText.literal(code.code()),
                      code.family(),
                      JavadocText.literal(code.english()),
                      JavadocText.literal(code.chinese()),
                      about));
            });
    return constants;
  }

  /** Returns the notes of codes by the names of their meanings. */
  private static Map<String, String> notes(JsonNode document) {
    return document.findParents("note").stream()
        .filter(code -> code.has("name"))
        .collect(
            toMap(
                code -> code.path("name").asText(),
                code -> JavadocText.html(code.path("note").asText()),
                (one, other) -> one));
  }

  /** Returns which exception or outcome a code is mapped to, and in which operations. */
  private static String mappedTo(Contract contract, Code code) {
    Optional<Code> usual = contract.codes().find(code.code());
    Family elsewhere = usual.map(Code::family).orElse(Family.UNKNOWN);
    List<Operation> here =
        contract.operations().stream().filter(operation -> isDefinedBy(operation, code)).toList();
    boolean everywhere = usual.filter(code::equals).isPresent();
    List<String> places = new ArrayList<>();
    places.add("Mapped to " + as(code.family()) + (everywhere ? "" : in(here, code)));
    contract.operations().stream()
        .filter(o -> !here.contains(o) && o.familyOf(code.code()) != elsewhere)
        .collect(
            groupingBy(o -> o.familyOf(code.code()), () -> new EnumMap<>(Family.class), toList()))
        .forEach((family, others) -> places.add(as(family) + in(others, code)));
    if (!everywhere) {
      places.add(as(elsewhere) + " elsewhere");
    }
    for (Operation operation : contract.operations()) {
      operation.outcomes().stream()
          .filter(outcome -> code.family() != Family.OK && leadsTo(code, outcome, operation))
          .forEach(
              outcome ->
                  places.add(
                      "the outcome {@code %s} of {@code %s}"
                          .formatted(outcome.name(), operation.id())));
    }
    return String.join("; ", places) + ".";
  }

  private static boolean leadsTo(Code code, Outcome outcome, Operation operation) {
    return code.code().equals(outcome.code())
        || (outcome.family() != null && operation.familyOf(code.code()) == outcome.family());
  }

  /** Returns whether an operation has its own meaning of a code, of the same family. */
  private static boolean isDefinedBy(Operation operation, Code code) {
    return operation.codes().all().stream()
        .anyMatch(own -> own.code().equals(code.code()) && own.family() == code.family());
  }

  private static String as(Family family) {
    return family == Family.OK ? "a success" : "{@link " + ErrorMapping.of(family).name() + "}";
  }

  private static String in(List<Operation> operations, Code code) {
    return operations.stream()
        .map(o -> "{@code " + o.id() + "}" + (isAssumed(o, code) ? " (assumed)" : ""))
        .collect(joining(", ", " in the responses of ", ""));
  }

  private static boolean isAssumed(Operation operation, Code code) {
    return operation.code(code.code()).filter(c -> c.evidence() == Evidence.ASSUMED).isPresent();
  }
}
