package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that tell whom an SMS went to, over all operations that send one. */
final class Recipients {
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> mobiles = new LinkedHashSet<>();

  Recipients(Contract contract) {
    for (Operation operation : contract.operations()) {
      operation
          .flow()
          .filter(flow -> flow.mobile().isPresent())
          .ifPresent(
              flow -> {
                fields.addAll(fields(operation, flow));
                mobiles.add(flow.mobile().get());
              });
    }
  }

  /** Returns those fields of one operation: the number, and each identity that is no secret. */
  static List<String> fields(Operation operation, Flow flow) {
    return operation.fields().stream()
        .filter(field -> isShown(field, flow))
        .map(Field::name)
        .toList();
  }

  private static boolean isShown(Field field, Flow flow) {
    return flow.mobile().filter(field.name()::equals).isPresent()
        || (flow.identity().contains(field.name()) && !field.sensitive());
  }

  Set<String> fields() {
    return fields;
  }

  /** Returns whom the SMS of a task went to, with the number masked. */
  Map<String, String> shown(Task task) {
    Map<String, String> shown = new LinkedHashMap<>(task.recipient());
    mobiles.forEach(
        field -> shown.computeIfPresent(field, (name, number) -> Recipient.masked(number)));
    return shown;
  }
}
