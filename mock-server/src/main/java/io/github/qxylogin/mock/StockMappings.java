package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The mock's rules, as far as WireMock's own matching can tell them: without state, without
 * authentication, and without a look at the types of fields.
 */
final class StockMappings {
  private static final int WRONG_CONTENT_TYPE = 1;
  private static final int PREFERRED = 2;
  private static final int UNKNOWN_PREFERENCE = 3;
  private static final int DOCUMENTED = 4;
  private static final int FIRST_MISSING_FIELD = 5;
  private static final int OTHERWISE = 1000;
  private static final int WRONG_METHOD = 1001;
  private static final int UNKNOWN_PATH = 1002;

  private static final String JSON_TYPE = "(?i)\\s*(application/json|[^;]*\\+json)\\s*(;.*)?";
  private static final String PREFER = "Prefer";

  /** The preferences before the first that asks for a case. */
  private static final String OTHERS = "(?i)(?:\\s*+(?!(?:example|code)\\s*=)[^,]*,)*\\s*";

  private final CatalogueAnswers failures;

  StockMappings(Contract contract) {
    failures = new CatalogueAnswers(contract);
  }

  /** Maps a case's documented request to it, and the preferences that ask for it. */
  List<StockMapping> of(Operation operation, Case documented) {
    Reply reply = Reply.of(Answer.of(documented));
    List<StockMapping> mappings = new ArrayList<>();
    mappings.add(preferred(operation, reply, "example", documented.name()));
    if (isFirstOfItsCode(operation, documented)) {
      mappings.add(preferred(operation, reply, "code", documented.code()));
    }
    if (documented.request() != null) {
      mappings.add(StockMapping.of(operation, DOCUMENTED, reply).body(documented.request()));
    }
    if (documented.equals(operation.firstSuccess())) {
      mappings.add(StockMapping.of(operation, OTHERWISE, reply));
    }
    return mappings;
  }

  private static StockMapping preferred(
      Operation operation, Reply reply, String kind, String value) {
    return StockMapping.of(
            operation, PREFERRED, reply.with("Preference-Applied", kind + "=" + value))
        .header(PREFER, OTHERS + kind + "\\s*=\\s*\"?(?-i:" + value + ")\"?\\s*([,;].*)?");
  }

  private static boolean isFirstOfItsCode(Operation operation, Case documented) {
    return operation.cases().stream()
        .filter(c -> c.code().equals(documented.code()))
        .findFirst()
        .filter(documented::equals)
        .isPresent();
  }

  /** Maps what an operation answers beside its cases. */
  List<StockMapping> of(Operation operation) {
    List<StockMapping> mappings = new ArrayList<>();
    Reply wrongType = Reply.of(Problem.CONTENT_TYPE_WRONG.answer());
    mappings.add(
        StockMapping.of(operation, WRONG_CONTENT_TYPE, wrongType)
            .header("Content-Type", ".*\\S.*", JSON_TYPE));
    mappings.add(
        StockMapping.of(operation, UNKNOWN_PREFERENCE, unknownPreference(operation))
            .header(PREFER, OTHERS + "(example|code)\\s*=.*"));
    int priority = FIRST_MISSING_FIELD;
    for (Field field : operation.fields()) {
      if (field.required()) {
        mappings.add(missing(operation, field, priority++));
      }
    }
    Reply wrongMethod = Reply.of(Problem.methodWrong(operation));
    mappings.add(StockMapping.ofPath(operation, WRONG_METHOD, wrongMethod));
    return mappings;
  }

  private static Reply unknownPreference(Operation operation) {
    return Reply.problem(
        400,
        "No such example or code",
        "%s has the examples %s; Prefer: code= takes the codes of their answers."
            .formatted(operation.id(), String.join(", ", operation.caseNames())));
  }

  private StockMapping missing(Operation operation, Field field, int priority) {
    Answer answer = failures.parameter(operation, Condition.PARAMETER_MISSING, field.name());
    StockMapping mapping =
        StockMapping.of(operation, priority, Reply.of(answer)).lacking(field.name());
    begunOtherwise(operation, field).forEach(mapping::lacking);
    return mapping;
  }

  /** Returns the fields that tell, when one is there, that a body means a set without the field. */
  private static Set<String> begunOtherwise(Operation operation, Field field) {
    Set<String> others = new LinkedHashSet<>();
    List<Set<String>> sets = operation.alternatives();
    if (sets.stream().anyMatch(names -> names.contains(field.name()))) {
      sets.stream().filter(names -> !names.contains(field.name())).forEach(others::addAll);
      others.removeAll(sets.get(0));
    }
    return others;
  }

  /** Maps every path that no operation has. */
  static List<StockMapping> ofUnknownPaths() {
    Answer unknown =
        Problem.PATH_UNKNOWN.answer("The operations are those that the mappings are named after.");
    return List.of(StockMapping.ofAnything(UNKNOWN_PATH, Reply.of(unknown)));
  }
}
