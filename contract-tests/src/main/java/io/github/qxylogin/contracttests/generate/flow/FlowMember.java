package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the contract says of an operation's flow under a name such as {@code lock.failures}. */
final class FlowMember {
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
    RecordComponent[] all = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    return Arrays.stream(all)
        .filter(member -> member.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                named.wrong(
                    "'%s' is no member of x-flow. Known are: %s"
                        .formatted(
                            named.text(),
                            Arrays.stream(all)
                                .map(RecordComponent::getName)
                                .collect(Collectors.joining(", ")))));
  }

  private static Object read(RecordComponent member, Object of) {
    try {
      return member.getAccessor().invoke(of);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
