package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that name the recipient of an SMS, by the operation that sends it. Immutable. */
public final class Recipients {
  private static final String MOBILE = "mobile";
  private static final String TAX_NUMBER = "tax-number";
  private static final String ENTERPRISE = "enterprise";
  private static final String MASK = "###****####";

  private final Map<Operation, Set<String>> bySender = new HashMap<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Map<String, String> kinds = new HashMap<>();

  Recipients(Contract contract) {
    List<String> groups =
        contract.operations(Flow.Role.REDEEMS_TASK).stream()
            .filter(redeemer -> redeemer.inFlow(Flow::smsCode).isPresent())
            .map(Operation::tag)
            .toList();
    for (Operation sender : contract.operations(Flow.Role.ISSUES_TASK)) {
      if (groups.contains(sender.tag())) {
        Set<String> named = fields(sender, Objects.requireNonNull(sender.flow()));
        bySender.put(sender, named);
        fields.addAll(named);
      }
    }
    contract.operations().forEach(this::name);
    contract.operations(Flow.Role.KEEPS_ENTITY).stream()
        .flatMap(operation -> operation.inFlow(Flow::entity).stream())
        .filter(entity -> entity.id() != null)
        .forEach(this::name);
  }

  private void name(Operation operation) {
    operation.inFlow(Flow::mobile).ifPresent(field -> kinds.put(field, MOBILE));
    operation
        .inFlow(Flow::lock)
        .filter(lock -> lock.of() != null && lock.midnight() == null)
        .ifPresent(lock -> kinds.put(lock.of(), TAX_NUMBER));
    operation
        .inFlow(Flow::account)
        .ifPresent(
            account -> {
              kinds.put(account.enterprise(), ENTERPRISE);
              kinds.put(account.id(), "account");
            });
  }

  private void name(EntityFlow entity) {
    if (ENTERPRISE.equals(kinds.get(entity.id()))) {
      entity.unique().forEach(field -> kinds.put(field, TAX_NUMBER));
    } else if (entity.inbox() != null) {
      kinds.put(entity.id(), MOBILE);
    }
  }

  /** Returns what the values of a field are, such as a tax number; null where no flow has it. */
  public @Nullable String kind(String field) {
    return kinds.get(field);
  }

  /** Each identity that is no secret, and the number, which may be that of an account. */
  private static Set<String> fields(Operation sender, Flow flow) {
    Set<String> named = new LinkedHashSet<>();
    sender.fields().stream()
        .filter(field -> flow.identity().contains(field.name()) && !field.sensitive())
        .forEach(field -> named.add(field.name()));
    Optional.ofNullable(flow.mobile()).ifPresent(named::add);
    return named;
  }

  /** Returns whether the tasks of an operation are redeemed by the code of an SMS. */
  boolean sendsSms(Operation operation) {
    return bySender.containsKey(operation);
  }

  /**
   * Returns the recipient of a task's SMS, by the fields of its sender and those of its account.
   */
  public Map<String, String> of(Task task) {
    Map<String, String> recipient = new LinkedHashMap<>();
    Set<String> own = bySender.getOrDefault(task.issuer(), Set.of());
    boolean ofAccount = task.flow().account() != null;
    for (String name : fields) {
      String to = task.values().get(name);
      if (own.contains(name) || (ofAccount && to != null)) {
        recipient.put(name, Objects.requireNonNullElse(to, ""));
      }
    }
    return recipient;
  }

  /** Returns the recipients of tasks, each with the field that contains it. */
  public Map<String, String> of(Collection<Task> tasks, Set<String> named) {
    Map<String, String> recipients = new LinkedHashMap<>();
    tasks.stream()
        .flatMap(task -> of(task).entrySet().stream())
        .filter(value -> named.contains(value.getKey()) && !value.getValue().isEmpty())
        .forEach(value -> recipients.put(value.getValue(), value.getKey()));
    return recipients;
  }

  public Set<String> fields() {
    return fields;
  }

  /** Returns the recipient of a task's SMS, with the number masked. */
  public Map<String, String> shown(Task task) {
    Map<String, String> shown = of(task);
    shown.replaceAll((field, to) -> MOBILE.equals(kinds.get(field)) ? masked(to) : to);
    return shown;
  }

  /** Masks a number as the platform itself does: 185****2434. */
  public static String masked(String mobile) {
    return FlowValues.masked(MASK, mobile);
  }
}
