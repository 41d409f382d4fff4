package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the contract says of an operation's flow under a name such as {@code lock.failures}. */
final class FlowMember {
  private static final ClassValue<Map<String, RecordComponent>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
          Map<String, RecordComponent> members = new LinkedHashMap<>();
          if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
              members.put(component.getName(), component);
            }
          }
          return members;
        }
      };

  private FlowMember() {}

  /** Returns it; nothing where the flow does not tell. */
  static Optional<Object> of(Operation operation, Entry named) {
    Class<?> type = Flow.class;
    Object value = operation.flow();
    for (String name : named.text().split("\\.", -1)) {
      Map<String, RecordComponent> members = MEMBERS.get(type);
      if (!members.containsKey(name)) {
        throw named.wrong(
            "'%s' is no member of x-flow. Known are: %s"
                .formatted(named.text(), String.join(", ", members.keySet())));
      }
      value = value == null ? null : read(members.get(name), value);
      type = members.get(name).getType();
    }
    return Optional.ofNullable(value).filter(told -> !List.of().equals(told));
  }

  private static Object read(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
