package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.SeenForm;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Suggests a property for each member that no schema knows. One that several operations have beside
 * their data is the envelope's; one that a single operation has is its own, though the operation
 * have no schema of its own yet.
 */
final class MemberEdits {
  /** Readers of YAML take no more than some hundred levels, of which each member is two. */
  static final int DEEPEST = 20;

  /** So many operations show that a member is of the envelope, and not of some of its users. */
  private static final int ENOUGH_FOR_ALL = 3;

  private static final String PROPERTIES = "properties";
  private static final String REF = "$ref";

  private final Contract contract;
  private final Discretion discretion;
  private final Edits edits;
  private final Map<JsonPointer, Map<String, Addition>> additions = new LinkedHashMap<>();
  private final Map<String, List<Seen>> outermost = new LinkedHashMap<>();
  private final Map<Operation, ObjectNode> own = new LinkedHashMap<>();

  MemberEdits(Contract contract, Discretion discretion, Edits edits) {
    this.contract = contract;
    this.discretion = discretion;
    this.edits = edits;
  }

  /** A member as an operation shows it. */
  private record Seen(Operation operation, DriftFinding finding, String about) {}

  /**
   * A member to be added to a schema.
   *
   * @param form all that was seen of it, in whatever operations share the schema
   * @param operations those that show it
   */
  private record Addition(Seen first, SeenForm form, Set<Operation> operations) {
    Addition(Seen first) {
      this(first, new SeenForm(), new LinkedHashSet<>());
    }

    String why() {
      String words = first.finding().kind().words();
      return operations.size() == 1 ? words : words + ", of " + operations.size() + " operations";
    }
  }

  /** Takes note of a member. */
  void add(Operation operation, DriftFinding finding, String about) {
    Seen seen = new Seen(operation, finding, about);
    List<JsonPointer> places =
        properties(edits.schema(operation, finding), finding.place().parent());
    if (finding.more() > 0) {
      edits.leaveOut(about, edits.nearest(operation, finding), finding.more());
    }
    Optional<String> reason = whyNot(finding, places);
    if (reason.isPresent()) {
      edits.byHand(about, reason.get(), edits.nearest(operation, finding), List.of());
    } else if (finding.place().parent().isRoot() && !finding.isOfARequest()) {
      outermost.computeIfAbsent(finding.place().last(), n -> new ArrayList<>()).add(seen);
    } else {
      add(places.get(places.size() - 1), seen);
    }
  }

  /** Suggests the edits. */
  void suggest() {
    outermost.values().forEach(this::envelope);
    additions.forEach(
        (at, members) -> members.forEach((name, member) -> addition(at, name, member)));
    own.forEach(this::ownSchema);
  }

  private Optional<String> whyNot(DriftFinding finding, List<JsonPointer> places) {
    if (!discretion.isName(finding.place().last())) {
      return Optional.of("a name that may be a value is not written into the contract");
    }
    if (SeenSchema.isKeyword(finding.place().last())) {
      return Optional.of("its name is a word of the contract's own language");
    }
    if (finding.form().depth() > DEEPEST) {
      return Optional.of("it is nested too deeply to be described");
    }
    return places.isEmpty() ? Optional.of("no schema lists members there") : Optional.empty();
  }

  /** Returns where the members of a place are listed, the nearest last. */
  private static List<JsonPointer> properties(SchemaView schema, Place place) {
    return schema.at(place.pointer()).map(at -> at.places(PROPERTIES)).orElse(List.of());
  }

  private void add(JsonPointer properties, Seen seen) {
    Addition addition =
        additions
            .computeIfAbsent(properties, at -> new LinkedHashMap<>())
            .computeIfAbsent(seen.finding().place().last(), n -> new Addition(seen));
    addition.form().add(seen.finding().form());
    addition.operations().add(seen.operation());
  }

  private void envelope(List<Seen> seen) {
    List<JsonPointer> shared = new ArrayList<>(outermost(seen.get(0).operation()));
    seen.forEach(s -> shared.retainAll(outermost(s.operation())));
    Optional<JsonPointer> ofAll =
        nearest(shared, seen.size() >= ENOUGH_FOR_ALL).filter(at -> seen.size() > 1);
    for (Seen one : seen) {
      ofAll
          .or(() -> nearest(outermost(one.operation()), false))
          .ifPresentOrElse(at -> add(at, one), () -> addToOwn(one));
    }
  }

  private List<JsonPointer> outermost(Operation operation) {
    return properties(contract.answerSchema(operation), Place.ROOT);
  }

  /** Returns the last place; unless it may be, none that most operations share. */
  private Optional<JsonPointer> nearest(List<JsonPointer> places, boolean ofMost) {
    return places.stream()
        .filter(at -> ofMost || !isOfMost(at))
        .reduce((farther, nearer) -> nearer);
  }

  private boolean isOfMost(JsonPointer properties) {
    long users =
        contract.operations().stream().filter(o -> outermost(o).contains(properties)).count();
    return 2 * users > contract.operations().size();
  }

  private void addToOwn(Seen seen) {
    String name = seen.finding().place().last();
    ObjectNode properties =
        own.computeIfAbsent(seen.operation(), o -> JsonNodeFactory.instance.objectNode());
    if (properties.size() < Edits.ENOUGH) {
      properties.set(name, schemas(seen).property(name, seen.finding().form()));
    } else {
      edits.leaveOut(seen.about(), schema(seen.operation()), 1);
    }
  }

  private SeenSchema schemas(Seen seen) {
    return new SeenSchema(discretion, seen.finding().isOfARequest() ? "requests" : "answers");
  }

  private void addition(JsonPointer at, String name, Addition member) {
    ObjectNode property = schemas(member.first()).property(name, member.form());
    edits.put(member.first().about(), member.why(), at, name, property);
  }

  /** An operation that answers what others do gets a schema of its own, on top of theirs. */
  private void ownSchema(Operation operation, ObjectNode properties) {
    String id = operation.id();
    String title = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Response";
    String about =
        id + " /" + String.join(", /", properties.propertyStream().map(Map.Entry::getKey).toList());
    String why = "members that no schema knows, for an answer that has no schema of its own";
    JsonPointer named = JsonPointer.compile("/components/schemas");
    JsonPointer place = schema(operation);
    String ref = edits.document().at(place).path(REF).asText();
    if (ref.isEmpty() || edits.document().at(named).has(title)) {
      edits.byHand(about, why, place, List.of());
      return;
    }
    ObjectNode update = JsonNodeFactory.instance.objectNode();
    update.set(title, schema(title, ref, properties));
    String file = ref.replaceFirst("#/components/schemas/(.*)", "../components/schemas/$1.yaml");
    edits.add(
        about,
        why,
        place,
        Yaml.lines(schema(title, file, properties)),
        () ->
            List.of(
                new Edit.Action(named, update),
                new Edit.Action(
                    place,
                    JsonNodeFactory.instance.objectNode().put(REF, "#" + named + "/" + title))));
  }

  private static ObjectNode schema(String title, String base, ObjectNode properties) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("title", title);
    schema.putArray("allOf").addObject().put(REF, base);
    schema.withArray("allOf").addObject().put("type", "object").set(PROPERTIES, properties);
    return schema;
  }

  /** Returns where the schema of an operation's answers is named. */
  private JsonPointer schema(Operation operation) {
    JsonPointer responses = Contract.place(operation).appendProperty("responses");
    JsonNode all = edits.document().at(responses);
    String status = all.fieldNames().next();
    return responses
        .appendProperty(status)
        .append(JsonPointer.compile("/content/application~1json/schema"));
  }
}
