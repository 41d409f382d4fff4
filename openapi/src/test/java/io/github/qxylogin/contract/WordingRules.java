package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;

import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ModuleView;
import io.github.qxylogin.contract.document.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of texts above the line, which are from the vendor's pages. */
final class WordingRules {
  private static final Set<String> WORDED = Set.of("summary", "description", "note");

  /** The introductions explain the grades, and values are the vendor's own. */
  private static final Set<String> ELSEWHERE =
      Set.of(Bundler.MOCK, "info", ModuleView.MODULES, "value");

  private static final Pattern OF_OURS =
      Pattern.compile(
          "(?i)\\b(?:mocks?|assum\\w+|presum\\w+|guess\\w*|ours?|we|taken (?:to|for|as))\\b");

  private WordingRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "texts above the line name neither the mock nor assumptions",
            WordingRules::pagesAlone,
            document -> anyOperation(document).put("description", "That it is so is assumed.")),
        new ContractRule(
            "our part has descriptions in sentences",
            WordingRules::sentences,
            document -> anyOperation(document).withObject("/x-mock").put("description", "so")));
  }

  private static void pagesAlone(ContractUnderTest specimen, Findings findings) {
    pagesAlone(Value.root(specimen.document()), findings);
  }

  private static void pagesAlone(Value said, Findings findings) {
    if (said.node().isObject()) {
      for (Map.Entry<String, Value> member : said.members().entrySet()) {
        Value value = member.getValue();
        if (WORDED.contains(member.getKey()) && value.node().isTextual()) {
          boolean ofOurs = OF_OURS.matcher(value.text()).find();
          findings.check(value, member.getKey(), !ofOurs, "is to stand below: " + value.text());
        } else if (!ELSEWHERE.contains(member.getKey())) {
          pagesAlone(value, findings);
        }
      }
    } else {
      ContractUnderTest.children(said).forEach(element -> pagesAlone(element, findings));
    }
  }

  private static void sentences(ContractUnderTest specimen, Findings findings) {
    for (Value ours : specimen.all(Bundler.MOCK)) {
      ours.optional("description")
          .ifPresent(
              said ->
                  findings.check(
                      said,
                      "description",
                      said.text().strip().endsWith("."),
                      "is no sentence: " + said.text()));
    }
  }
}
