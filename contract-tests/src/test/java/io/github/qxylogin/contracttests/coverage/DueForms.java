package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.generate.call.FormChecks;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lists the forms in which an operation can be asked for, by the contract alone. */
final class DueForms {
  private DueForms() {}

  static Stream<Due> of(Operation operation) {
    Stream<String> types =
        operation.fields().stream()
            .filter(field -> field.types().size() > 1)
            .flatMap(field -> field.types().stream().map(type -> field.name() + "-" + type));
    Stream<String> alternatives =
        operation.alternatives().stream()
            .filter(names -> succeeds(operation, names))
            .map(names -> "by-" + String.join("-", new TreeSet<>(names)));
    Stream<String> spellings =
        FormChecks.spellings(operation).keySet().stream()
            .map(name -> "spelt-" + name.replace(' ', '_'));
    return Stream.concat(
            Stream.of(types, alternatives, spellings)
                .flatMap(forms -> forms)
                .map(form -> "form/" + form),
            required(operation))
        .sorted()
        .map(form -> Due.named(operation.id(), form));
  }

  private static Stream<String> required(Operation operation) {
    return operation.requiredWhen().stream()
        .flatMap(
            when -> when.values().stream().map(v -> "form/" + when.field() + "-" + v.asText()));
  }

  private static boolean succeeds(Operation operation, Set<String> names) {
    return operation.cases().stream()
        .filter(c -> c.family() == Family.OK)
        .map(Case::request)
        .anyMatch(request -> request != null && names.stream().allMatch(request::has));
  }
}
