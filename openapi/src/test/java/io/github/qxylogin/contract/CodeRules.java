package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.operation;

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

/** The rules of codes, their names, and their responses to conditions. */
final class CodeRules {
  private static final String CODES = "codes";
  private static final String CODE = "code";
  private static final String NAME = "name";

  private CodeRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a name means one code of one family",
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
            "a condition has one response for all operations",
            CodeRules::responses,
            document -> response(document).put("when", "token-missing")),
        new ContractRule(
            "a response for all operations has a code of the catalogue",
            CodeRules::covered,
            document -> response(document).put(CODE, "4777")));
  }

  private static ObjectNode response(ObjectNode document) {
    return (ObjectNode) document.at("/x-mock/responses/0");
  }

  private static Value document(ContractUnderTest specimen) {
    return Value.root(specimen.document());
  }

  private static List<Value> catalogue(ContractUnderTest specimen) {
    Value document = document(specimen);
    return Stream.of(document.at("x-codes"), document.at(Bundler.MOCK))
        .flatMap(part -> part.at(CODES).list().stream())
        .toList();
  }

  /** Returns the codes that are listed together: in the catalogue, or for one operation. */
  private static List<List<Value>> lists(ContractUnderTest specimen) {
    List<List<Value>> lists = new ArrayList<>();
    lists.add(catalogue(specimen));
    for (ContractUnderTest.Part part : specimen.operations()) {
      lists.add(
          Stream.of(part.described().at("x-codes"), part.described().at(Bundler.MOCK).at(CODES))
              .flatMap(codes -> codes.list().stream())
              .toList());
    }
    return lists;
  }

  private static void names(ContractUnderTest specimen, Findings findings) {
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

  private static void once(ContractUnderTest specimen, Findings findings) {
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

  private static void responses(ContractUnderTest specimen, Findings findings) {
    Set<String> conditions = new HashSet<>();
    Stream.concat(
            catalogue(specimen).stream().flatMap(code -> code.at("responses").list().stream()),
            document(specimen).at(Bundler.MOCK).at("responses").list().stream())
        .forEach(
            response ->
                findings.check(
                    response,
                    response.text("when"),
                    conditions.add(response.text("when")),
                    "has a response already"));
  }

  private static void covered(ContractUnderTest specimen, Findings findings) {
    List<String> codes = catalogue(specimen).stream().map(code -> code.text(CODE)).toList();
    for (Value response : document(specimen).at(Bundler.MOCK).at("responses").list()) {
      String code = response.text(CODE);
      findings.check(response, code, codes.contains(code), "is in no catalogue");
    }
  }
}
