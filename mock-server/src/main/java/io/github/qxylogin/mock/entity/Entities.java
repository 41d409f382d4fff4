package io.github.qxylogin.mock.entity;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.SmsListener;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * The entities of each kind by id, bounded. An entity is its fields, {@code id} and {@code
 * createdAt}, and is never changed in place. Documented entities are forgotten last.
 */
public final class Entities implements SmsListener {
  private static final int MAX = 10_000;
  private static final int MAX_ALIKE = 1_000;
  private static final long SMALLEST_ID = 100_000_000_000_000L;
  private static final long END_OF_IDS = 9_000_000_000_000_000L;
  private static final String SEPARATOR = "\u001f";

  /** Marks a deleted entity. */
  private static final ObjectNode DELETED = JsonNodeFactory.instance.objectNode();

  private final EntityIndex index;
  private final MockClock clock;
  private final Store store;
  private final EntityListener listener;
  private final Map<String, Table<ObjectNode>> byKind = new HashMap<>();

  /**
   * The ids that were stored with values of fields, in order; no entry while they are the
   * documented. Such an entity may be removed or have others now.
   */
  private final Table<List<String>> idsByValues;

  public Entities(EntityIndex index, MockClock clock, Store store, EntityListener listener) {
    this.index = index;
    this.clock = clock;
    this.store = store;
    this.listener = listener;
    for (String kind : index.keys().keySet()) {
      byKind.put(kind, store.table("entities-" + kind, MAX, new TypeReference<>() {}));
    }
    idsByValues = store.table("entity-ids", MAX, new TypeReference<>() {});
  }

  /** Makes an id of 15 or 16 digits, as documented. */
  public static String newId() {
    return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_ID, END_OF_IDS));
  }

  /** Returns the fields of a body that are to be kept. A blank text counts as absent. */
  public static ObjectNode fields(JsonNode body, Predicate<String> kept) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (value.isValueNode() && kept.test(name) && !Operation.isMissing(body, name)) {
        fields.set(name, value.isTextual() ? TextNode.valueOf(text(body, name)) : value);
      }
    }
    return fields;
  }

  /** Returns whether two objects have the same values in fields. A missing field is a value. */
  public static boolean isSame(Collection<String> fields, JsonNode one, JsonNode other) {
    return fields.stream().allMatch(field -> text(one, field).equals(text(other, field)));
  }

  private static String text(JsonNode object, String field) {
    return OperationRequest.bounded(object.path(field).asText(""));
  }

  private Map<String, ObjectNode> documented(String kind) {
    return index.documented().getOrDefault(kind, Map.of());
  }

  public Optional<ObjectNode> get(String kind, String id) {
    ObjectNode stored = byKind.get(kind).get(id);
    return Optional.ofNullable(stored == null ? documented(kind).get(id) : stored)
        .filter(entity -> !entity.isEmpty());
  }

  public boolean isDeleted(String kind, String id) {
    return DELETED.equals(byKind.get(kind).get(id));
  }

  /** Returns all entities of a kind, oldest first. */
  public List<ObjectNode> all(String kind) {
    Map<String, ObjectNode> all = new LinkedHashMap<>(documented(kind));
    all.putAll(byKind.get(kind).all());
    return all.values().stream()
        .filter(entity -> !entity.isEmpty())
        .sorted(comparing(Entities::createdAt))
        .toList();
  }

  private static Instant createdAt(ObjectNode entity) {
    return entity.has("createdAt")
        ? Instant.parse(entity.path("createdAt").asText())
        : Instant.EPOCH;
  }

  /** Returns the entities that have the values of an object in fields, in the order of creation. */
  public List<ObjectNode> having(String kind, Collection<String> fields, JsonNode object) {
    return ids(kind, fields, object).stream()
        .flatMap(id -> get(kind, id).stream())
        .filter(entity -> isSame(fields, entity, object))
        .toList();
  }

  private List<String> ids(String kind, Collection<String> fields, JsonNode object) {
    List<String> stored = idsByValues.get(key(kind, fields, object));
    return stored != null
        ? stored
        : documented(kind).entrySet().stream()
            .filter(each -> isSame(fields, each.getValue(), object))
            .map(Map.Entry::getKey)
            .toList();
  }

  private static String key(String kind, Collection<String> fields, JsonNode object) {
    StringBuilder key = new StringBuilder(kind);
    for (String field : fields) {
      key.append(SEPARATOR).append(field).append(SEPARATOR).append(text(object, field));
    }
    return key.toString();
  }

  /** Stores an entity in place of any with the same id, and lets {@link #having} find it. */
  public void put(String kind, ObjectNode entity) {
    String id = id(entity);
    byKind.get(kind).put(id, entity);
    for (List<String> fields : index.keys().get(kind)) {
      List<String> ids = new ArrayList<>(ids(kind, fields, entity));
      if (!ids.contains(id)) {
        ids.add(id);
      }
      idsByValues.put(key(kind, fields, entity), ids);
      if (ids.size() > MAX_ALIKE) {
        makeRoom(kind, fields, entity);
      }
    }
  }

  /** Drops the ids that are out of date. Removes the oldest entity if there are still too many. */
  private void makeRoom(String kind, List<String> fields, ObjectNode entity) {
    List<String> alike = new ArrayList<>();
    having(kind, fields, entity).forEach(other -> alike.add(id(other)));
    if (alike.size() > MAX_ALIKE) {
      String oldest =
          alike.stream().filter(i -> !documented(kind).containsKey(i)).findFirst().orElseThrow();
      alike.remove(oldest);
      byKind.get(kind).remove(oldest);
    }
    idsByValues.put(key(kind, fields, entity), alike);
  }

  public static String id(ObjectNode entity) {
    return entity.path("id").asText();
  }

  /** Creates an entity that has the members of an object. */
  public ObjectNode create(String kind, String id, ObjectNode members) {
    ObjectNode entity = members.deepCopy();
    entity.put("id", id).put("createdAt", clock.instant().toString());
    put(kind, entity);
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

  /** Deletes an entity. An account leaves nothing behind, unless it is documented. */
  public void delete(String kind, String id) {
    boolean known = !kind.equals(EntityIndex.ACCOUNT) || documented(kind).containsKey(id);
    byKind.get(kind).put(id, known ? DELETED : null);
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

  /** Forgets all but the documented entities. */
  public void reset() {
    store.run(
        () -> {
          byKind.values().forEach(Table::clear);
          idsByValues.clear();
        });
  }
}
