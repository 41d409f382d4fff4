package io.github.qxylogin.mock.entity;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kinds of entities: those that the contract names, and the accounts.
 *
 * @param keys the fields that find an entity, by kind, in their order
 * @param inboxes by kind, the kind of entity that stores an SMS to such an entity
 * @param documented the documented entities, by kind and id
 */
public record EntityIndex(
    SortedMap<String, Set<List<String>>> keys,
    Map<String, String> inboxes,
    Map<String, Map<String, ObjectNode>> documented) {
  /** The kind of the hosted accounts. */
  public static final String ACCOUNT = "account";

  /** The member of an account that names its enterprise. */
  public static final String ENTERPRISE = "enterprise";

  /**
   * Reads the kinds of a contract.
   *
   * @param accounts the documented accounts by id
   */
  public static EntityIndex of(Contract contract, Map<String, ObjectNode> accounts) {
    SortedMap<String, Set<List<String>>> keys = new TreeMap<>();
    Map<String, String> inboxes = new HashMap<>();
    keys(keys, ACCOUNT).add(List.of(ENTERPRISE));
    contract.operations(Flow.Role.KEEPS_ENTITY).stream()
        .flatMap(operation -> operation.inFlow(Flow::entity).stream())
        .forEach(
            entity -> {
              add(keys(keys, entity.kind()), entity);
              if (entity.inbox() != null) {
                inboxes.put(entity.kind(), entity.inbox());
                keys(keys, entity.inbox());
              }
            });
    contract.webhooks().stream()
        .flatMap(webhook -> webhook.inFlow(Flow::callback).stream())
        .map(CallbackFlow::keeps)
        .filter(keeps -> keeps != null)
        .forEach(keeps -> keys(keys, keeps.kind()));
    return new EntityIndex(
        Collections.unmodifiableSortedMap(keys), Map.copyOf(inboxes), Map.of(ACCOUNT, accounts));
  }

  private static Set<List<String>> keys(Map<String, Set<List<String>>> keys, String kind) {
    return keys.computeIfAbsent(kind, k -> new LinkedHashSet<>());
  }

  private static void add(Set<List<String>> keys, EntityFlow entity) {
    Stream.concat(Stream.of(entity.unique()), entity.distinct().stream().map(List::of))
        .filter(not(List::isEmpty))
        .forEach(keys::add);
  }
}
