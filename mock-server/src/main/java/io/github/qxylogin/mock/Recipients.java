package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that tell whom an SMS went to, over all operations that send one. */
final class Recipients {
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> mobiles = new LinkedHashSet<>();

  Recipients(Contract contract) {
    for (Operation operation : contract.operations()) {
      if (SmsCodes.areSentBy(operation, contract)) {
        fields.addAll(fields(operation, operation.flow()));
        operation.inFlow(Flow::mobile).ifPresent(mobiles::add);
      }
    }
  }

  /**
   * Returns those fields of one operation: each identity that is no secret, and the number, which
   * may be that of an account.
   */
  static Set<String> fields(Operation operation, Flow flow) {
    Set<String> fields = new LinkedHashSet<>();
    operation.fields().stream()
        .filter(field -> isShown(field, flow))
        .forEach(field -> fields.add(field.name()));
    Optional.ofNullable(flow.mobile()).ifPresent(fields::add);
    return fields;
  }

  private static boolean isShown(Field field, Flow flow) {
    return field.name().equals(flow.mobile())
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
