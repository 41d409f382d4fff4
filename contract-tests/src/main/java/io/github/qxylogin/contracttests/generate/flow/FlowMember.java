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
  /** To ask a class for them takes longer than all else here. */
  private static final ClassValue<Map<String, RecordComponent>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
          Map<String, RecordComponent> members = new LinkedHashMap<>();
          if (type.isRecord()) {
            for (RecordComponent member : type.getRecordComponents()) {
              members.put(member.getName(), member);
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
      RecordComponent member = member(type, name, named);
      value = value == null ? null : read(member, value);
      type = member.getType();
    }
    return Optional.ofNullable(value).filter(told -> !List.of().equals(told));
  }

  private static RecordComponent member(Class<?> type, String name, Entry named) {
    Map<String, RecordComponent> all = MEMBERS.get(type);
    if (!all.containsKey(name)) {
      throw named.wrong(
          "'%s' is no member of x-flow. Known are: %s"
              .formatted(named.text(), String.join(", ", all.keySet())));
    }
    return all.get(name);
  }

  private static Object read(RecordComponent member, Object of) {
    try {
      return member.getAccessor().invoke(of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
