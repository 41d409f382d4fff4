package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whom SMS go to: the fields that tell it, by the operation that sends one. Immutable. */
public final class Recipients {
  private static final int SHORTEST_NUMBER = 11;
  private static final int SHOWN_IN_FRONT = 3;
  private static final int SHOWN_AT_END = 4;

  private final Map<String, Set<String>> bySender = new HashMap<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> mobiles = new LinkedHashSet<>();

  Recipients(Contract contract) {
    List<String> groups =
        contract.operations(Flow.Role.REDEEMS_TASK).stream()
            .filter(redeemer -> redeemer.inFlow(Flow::smsCode).isPresent())
            .map(Operation::tag)
            .toList();
    for (Operation sender : contract.operations(Flow.Role.ISSUES_TASK)) {
      if (groups.contains(sender.tag())) {
        Set<String> named = fields(sender, Objects.requireNonNull(sender.flow()));
        bySender.put(sender.id(), named);
        fields.addAll(named);
        sender.inFlow(Flow::mobile).ifPresent(mobiles::add);
      }
    }
  }

  /** Each identity that is no secret, and the number, which may be that of an account. */
  private static Set<String> fields(Operation sender, Flow flow) {
    Set<String> named = new LinkedHashSet<>();
    for (Field field : sender.fields()) {
      boolean identity = flow.identity().contains(field.name()) && !field.sensitive();
      if (identity || field.name().equals(flow.mobile())) {
        named.add(field.name());
      }
    }
    Optional.ofNullable(flow.mobile()).ifPresent(named::add);
    return named;
  }

  /** Returns whether the tasks of an operation are redeemed by the code of an SMS. */
  boolean areToldBy(Operation operation) {
    return bySender.containsKey(operation.id());
  }

  /** Returns whom an SMS goes to: by the fields of its sender, and those that an account tells. */
  Map<String, String> of(Exchange exchange) {
    Map<String, String> recipient = new LinkedHashMap<>();
    bySender
        .getOrDefault(exchange.operation().id(), Set.of())
        .forEach(name -> recipient.put(name, exchange.value(name).orElse("")));
    fields.forEach(name -> exchange.value(name).ifPresent(to -> recipient.putIfAbsent(name, to)));
    return recipient;
  }

  public Set<String> fields() {
    return fields;
  }

  /** Returns whom the SMS of a task went to, with the number masked. */
  public Map<String, String> shown(Task task) {
    Map<String, String> shown = new LinkedHashMap<>(task.recipient());
    mobiles.forEach(field -> shown.computeIfPresent(field, (name, number) -> masked(number)));
    return shown;
  }

  /** Masks a number as the platform itself does: 185****2434. */
  public static String masked(String mobile) {
    return mobile.length() < SHORTEST_NUMBER
        ? "*".repeat(mobile.length())
        : mobile.substring(0, SHOWN_IN_FRONT)
            + "****"
            + mobile.substring(mobile.length() - SHOWN_AT_END);
  }
}
