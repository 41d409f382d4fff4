package io.github.qxylogin.mock.entity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.SmsListener;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The entities of each kind by id, bounded. An entity is its fields, {@code id} and {@code
 * createdAt}, and is never changed in place.
 */
public final class Entities implements SmsListener {
  private static final int MOST = 10_000;
  private static final long SMALLEST_ID = 100_000_000_000_000L;
  private static final long END_OF_IDS = 9_000_000_000_000_000L;
  private static final String SEPARATOR = "\u001f";

  /** Stands in the place of a deleted entity. */
  private static final ObjectNode DELETED = JsonNodeFactory.instance.objectNode();

  private final EntityIndex index;
  private final MockClock clock;
  private final Store store;
  private final EntityListener listener;
  private final Map<String, Table<ObjectNode>> byKind = new HashMap<>();

  /** The ids that were last written with values of fields. Such an entity may have others now. */
  private final Table<String> idsByValues;

  public Entities(EntityIndex index, MockClock clock, Store store, EntityListener listener) {
    this.index = index;
    this.clock = clock;
    this.store = store;
    this.listener = listener;
    for (String kind : index.kinds()) {
      byKind.put(kind, store.table("entities-" + kind, MOST, new TypeReference<>() {}));
    }
    idsByValues = store.table("entity-ids", MOST, new TypeReference<>() {});
  }

  /** Makes an id of 15 or 16 digits, as documented. */
  public static String newId() {
    return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_ID, END_OF_IDS));
  }

  public Optional<ObjectNode> get(String kind, String id) {
    return Optional.ofNullable(byKind.get(kind).get(id)).filter(entity -> !entity.isEmpty());
  }

  public boolean isDeleted(String kind, String id) {
    return DELETED.equals(byKind.get(kind).get(id));
  }

  /** Returns all entities of a kind, oldest first. */
  List<ObjectNode> all(String kind) {
    return byKind.get(kind).all().values().stream()
        .filter(entity -> !entity.isEmpty())
        .sorted(Comparator.comparing(entity -> Instant.parse(entity.path("createdAt").asText())))
        .toList();
  }

  /** Returns the entity that has the values of an object in some fields; none without fields. */
  Optional<ObjectNode> same(String kind, Collection<String> fields, JsonNode object) {
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(idsByValues.get(key(kind, fields, object)))
            .flatMap(id -> get(kind, id))
            .filter(e -> key(kind, fields, e).equals(key(kind, fields, object)));
  }

  private static String key(String kind, Collection<String> fields, JsonNode object) {
    StringBuilder key = new StringBuilder(kind);
    for (String field : fields) {
      String value = Exchange.bounded(object.path(field).asText());
      key.append(SEPARATOR).append(field).append(SEPARATOR).append(value);
    }
    return key.toString();
  }

  /** Stores an entity, and lets {@link #same} find it. */
  void put(EntityFlow flow, ObjectNode entity) {
    String id = entity.path("id").asText();
    byKind.get(flow.kind()).put(id, entity);
    if (!flow.unique().isEmpty()) {
      idsByValues.put(key(flow.kind(), flow.unique(), entity), id);
    }
    flow.distinct().forEach(f -> idsByValues.put(key(flow.kind(), List.of(f), entity), id));
  }

  /** Creates an entity that has the members of an object. */
  public ObjectNode create(String kind, String id, ObjectNode members) {
    ObjectNode entity = members.deepCopy();
    entity.put("id", id).put("createdAt", clock.instant().toString());
    byKind.get(kind).put(id, entity);
    return entity;
  }

  /**
   * Creates an entity, and calls the listener.
   *
   * @param identities of the call that creates it
   */
  ObjectNode create(String kind, String id, ObjectNode members, List<String> identities) {
    ObjectNode entity = create(kind, id, members);
    listener.created(kind, entity, identities);
    return entity;
  }

  void delete(String kind, String id) {
    byKind.get(kind).put(id, DELETED);
  }

  /** Adds the SMS to the inbox of its number, if the number is an entity that has one. */
  @Override
  public void sent(String number, String code, List<String> identities) {
    index
        .inboxes()
        .forEach(
            (kind, inbox) -> {
              if (get(kind, number).isPresent()) {
                ObjectNode sms = JsonNodeFactory.instance.objectNode();
                sms.put("receiver", number).put("code", code);
                create(inbox, newId(), sms, identities);
              }
            });
  }

  public void reset() {
    store.run(
        () -> {
          byKind.values().forEach(Table::clear);
          idsByValues.clear();
        });
  }
}
