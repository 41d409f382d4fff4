package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of codes, their names, and their answers to conditions. */
final class CodeRules {
  private static final String CODES = "codes";
  private static final String CODE = "code";
  private static final String NAME = "name";

  private CodeRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a name stands for one code of one family",
            CodeRules::names,
            document ->
                operation(document, "checkSelfHeldLogin")
                    .putArray("x-codes")
                    .addObject()
                    .put(CODE, "4006")
                    .put(NAME, "ENTERPRISE_UNKNOWN")
                    .put("family", "business")),
        new ContractRule(
            "a code is listed once in one place",
            CodeRules::once,
            document ->
                document
                    .withObject("/x-mock")
                    .withArray(CODES)
                    .add(document.at("/x-codes/codes/0").deepCopy())),
        new ContractRule(
            "a condition has one answer for all operations",
            CodeRules::answers,
            document -> answer(document).put("when", "token-missing")),
        new ContractRule(
            "an answer for all operations has a code of the catalogue",
            CodeRules::answered,
            document -> answer(document).put(CODE, "4777")));
  }

  private static ObjectNode answer(ObjectNode document) {
    return (ObjectNode) document.at("/x-mock/answers/0");
  }

  private static Value document(Specimen specimen) {
    return Value.root(specimen.document());
  }

  private static List<Value> catalogue(Specimen specimen) {
    Value document = document(specimen);
    return Stream.of(document.at("x-codes"), document.at(Bundler.MOCK))
        .flatMap(part -> part.at(CODES).list().stream())
        .toList();
  }

  /** Returns the codes that are listed together: in the catalogue, or for one operation. */
  private static List<List<Value>> lists(Specimen specimen) {
    List<List<Value>> lists = new ArrayList<>();
    lists.add(catalogue(specimen));
    for (Specimen.Part part : specimen.operations()) {
      lists.add(
          Stream.of(part.described().at("x-codes"), part.described().at(Bundler.MOCK).at(CODES))
              .flatMap(codes -> codes.list().stream())
              .toList());
    }
    return lists;
  }

  private static void names(Specimen specimen, Findings findings) {
    Map<String, String> meanings = new HashMap<>();
    for (Value listed : lists(specimen).stream().flatMap(List::stream).toList()) {
      if (listed.at(NAME).present()) {
        String meaning = listed.text(CODE) + " (" + listed.text("family") + ")";
        String other = meanings.putIfAbsent(listed.text(NAME), meaning);
        findings.check(
            listed.at(NAME),
            listed.text(NAME),
            other == null || other.equals(meaning),
            "is the name of " + other + " already: give " + meaning + " another");
      }
    }
  }

  private static void once(Specimen specimen, Findings findings) {
    for (List<Value> list : lists(specimen)) {
      Set<String> codes = new HashSet<>();
      for (Value listed : list) {
        if (listed.at(CODE).present()) {
          String code = listed.text(CODE);
          findings.check(listed, code, codes.add(code), "is listed twice");
        }
      }
    }
  }

  private static void answers(Specimen specimen, Findings findings) {
    Set<String> conditions = new HashSet<>();
    Stream.concat(
            catalogue(specimen).stream().flatMap(code -> code.at("responses").list().stream()),
            document(specimen).at(Bundler.MOCK).at("responses").list().stream())
        .forEach(
            answer ->
                findings.check(
                    answer,
                    answer.text("when"),
                    conditions.add(answer.text("when")),
                    "has an answer already"));
  }

  private static void answered(Specimen specimen, Findings findings) {
    List<String> codes = catalogue(specimen).stream().map(code -> code.text(CODE)).toList();
    for (Value answer : document(specimen).at(Bundler.MOCK).at("responses").list()) {
      String code = answer.text(CODE);
      findings.check(answer, code, codes.contains(code), "is in no catalogue");
    }
  }
}
