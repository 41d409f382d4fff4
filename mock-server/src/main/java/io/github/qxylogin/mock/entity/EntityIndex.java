package io.github.qxylogin.mock.entity;

import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of entities that the contract names.
 *
 * @param inboxes by kind, the kind of entity that an SMS to such an entity becomes
 */
public record EntityIndex(Set<String> kinds, Map<String, String> inboxes) {
  public static EntityIndex of(Contract contract) {
    Map<String, String> inboxes = new HashMap<>();
    entities(contract)
        .filter(entity -> entity.inbox() != null)
        .forEach(entity -> inboxes.put(entity.kind(), entity.inbox()));
    Stream<String> ofBodies =
        contract.webhooks().stream()
            .flatMap(webhook -> webhook.inFlow(Flow::callback).stream())
            .map(CallbackFlow::keeps)
            .filter(keeps -> keeps != null)
            .map(CallbackFlow.Keeps::kind);
    return new EntityIndex(
        Stream.of(entities(contract).map(EntityFlow::kind), inboxes.values().stream(), ofBodies)
            .flatMap(kinds -> kinds)
            .collect(Collectors.toUnmodifiableSet()),
        Map.copyOf(inboxes));
  }

  private static Stream<EntityFlow> entities(Contract contract) {
    return contract.operations(Flow.Role.KEEPS_ENTITY).stream()
        .flatMap(operation -> operation.inFlow(Flow::entity).stream());
  }
}
