package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.ContractException;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Overlay;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Collects edits of a contract, each of which stands on those before. */
final class Edits {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NAME = "drift";

  /** No schema lacks more members, and no list more entries: these are the keys of a map. */
  static final int ENOUGH = 50;

  private final Contract contract;
  private final Sources sources;
  private final List<Edit> made = new ArrayList<>();
  private final List<Edit> byHand = new ArrayList<>();
  private final Map<JsonPointer, Integer> madeAt = new HashMap<>();
  private final Map<JsonPointer, Integer> byHandAt = new HashMap<>();

  private final Map<JsonPointer, LeftOut> leftOut = new LinkedHashMap<>();

  private final List<Suggestion> unread = new ArrayList<>();
  private JsonNode document;

  /** What the edits that were read make of the contract. */
  private Contract edited;

  /** What would be edited at a place that has edits enough: the first, and how much it is. */
  private record LeftOut(String about, int count) {
    LeftOut and(LeftOut other) {
      return new LeftOut(about, count + other.count);
    }
  }

  /**
   * An edit that may spoil the contract.
   *
   * @param actions what it does to the document as it then is
   */
  private record Suggestion(
      String about,
      String why,
      JsonPointer place,
      List<String> lines,
      Supplier<List<Edit.Action>> actions) {}

  Edits(Contract contract, Sources sources) {
    this.contract = contract;
    this.sources = sources;
    this.document = contract.document();
    this.edited = contract;
  }

  List<Edit> made() {
    edited();
    return made;
  }

  /** Returns what is left to people, at last how much more there is at a place. */
  List<Edit> byHand() {
    edited();
    List<Edit> all = new ArrayList<>(byHand);
    leftOut.forEach(
        (place, left) -> {
          String why = left.count() + " more there, perhaps the keys of a map: describe that";
          all.add(new Edit(left.about(), why, sources.origin(place), List.of(), List.of()));
        });
    return all;
  }

  /** Returns the document with the edits so far. */
  JsonNode document() {
    return document;
  }

  /** Returns the schema of the bodies that a finding is about. */
  SchemaView schema(Operation operation, DriftFinding finding) {
    return finding.isOfARequest()
        ? contract.requestSchema(operation)
        : contract.answerSchema(operation);
  }

  /** Returns where the place of a finding is described, or what is around it. */
  JsonPointer nearest(Operation operation, DriftFinding finding) {
    SchemaView schema = schema(operation, finding);
    List<JsonPointer> places = schema.places();
    for (JsonPointer at = finding.place().pointer(); !at.matches(); at = at.head()) {
      List<JsonPointer> found = schema.at(at).map(SchemaView::places).orElse(List.of());
      if (!found.isEmpty()) {
        places = found;
        break;
      }
    }
    return places.isEmpty() ? Contract.place(operation) : places.get(places.size() - 1);
  }

  /** Leaves an edit to people. */
  void byHand(String about, String why, JsonPointer place, List<String> lines) {
    if (hasRoom(byHandAt, about, place)) {
      byHand.add(new Edit(about, why, sources.origin(place), lines, List.of()));
    }
  }

  private boolean hasRoom(Map<JsonPointer, Integer> counts, String about, JsonPointer place) {
    boolean room = counts.merge(place, 1, Integer::sum) <= ENOUGH;
    if (!room) {
      leaveOut(about, place, 1);
    }
    return room;
  }

  /** Counts what is not edited, since the place has edits enough. */
  void leaveOut(String about, JsonPointer place, int count) {
    leftOut.merge(place, new LeftOut(about, count), LeftOut::and);
  }

  /** Adds an entry to a list, which may not be there yet. */
  void append(String about, String why, JsonPointer list, JsonNode entry) {
    Supplier<Edit.Action> action =
        () ->
            document.at(list).isArray()
                ? new Edit.Action(list, entry)
                : existing(list, NODES.arrayNode().add(entry));
    List<String> lines = new ArrayList<>();
    Yaml.lines(entry).forEach(line -> lines.add((lines.isEmpty() ? "- " : "  ") + line));
    add(about, why, list, lines, () -> List.of(action.get()));
  }

  /** Adds a member to an object, which may not be there yet. */
  void put(String about, String why, JsonPointer object, String name, JsonNode member) {
    ObjectNode update = NODES.objectNode().set(name, member);
    add(about, why, object, Yaml.lines(update), () -> List.of(existing(object, update)));
  }

  /** What is missing above a place is added with it. */
  private Edit.Action existing(JsonPointer place, JsonNode update) {
    JsonPointer at = place;
    JsonNode whole = update;
    while (document.at(at).isMissingNode()) {
      whole = NODES.objectNode().set(at.last().getMatchingProperty(), whole);
      at = Objects.requireNonNull(at.head());
    }
    return new Edit.Action(at, whole);
  }

  /** Adds an edit; what spoils the contract is left to people, so that any overlay applies. */
  void add(
      String about,
      String why,
      JsonPointer place,
      List<String> lines,
      Supplier<List<Edit.Action>> actions) {
    if (hasRoom(madeAt, about, place)) {
      Suggestion suggestion = new Suggestion(about, why, place, lines, actions);
      try {
        make(suggestion);
        unread.add(suggestion);
      } catch (ContractException spoilt) {
        leaveToPeople(suggestion);
      }
    }
  }

  private void make(Suggestion one) {
    Edit edit =
        new Edit(
            one.about(), one.why(), sources.origin(one.place()), one.lines(), one.actions().get());
    document = Overlay.applied(NAME, overlay(List.of(edit)), document);
    made.add(edit);
  }

  private void leaveToPeople(Suggestion spoilt) {
    byHand(
        spoilt.about(),
        spoilt.why() + "; the contract cannot be read with it",
        spoilt.place(),
        spoilt.lines());
  }

  /** Returns the contract as the edits make it, without those that spoil it. */
  Contract edited() {
    if (!unread.isEmpty()) {
      try {
        edited = Contract.of(document);
      } catch (ContractException spoilt) {
        readOneByOne();
      }
      unread.clear();
    }
    return edited;
  }

  /** Reading takes long, and hardly ever an edit spoils the contract. */
  private void readOneByOne() {
    made.subList(made.size() - unread.size(), made.size()).clear();
    document = edited.document();
    for (Suggestion suggestion : unread) {
      int before = made.size();
      try {
        make(suggestion);
        edited = Contract.of(document);
      } catch (ContractException spoilt) {
        made.subList(before, made.size()).clear();
        document = edited.document();
        leaveToPeople(suggestion);
      }
    }
  }

  /** Returns the overlay that makes edits of the document. */
  ObjectNode overlay(List<Edit> edits) {
    ObjectNode overlay = NODES.objectNode().put("overlay", "1.0.0");
    overlay
        .putObject("info")
        .put("title", "What a server answered, and the contract does not know")
        .put("version", contract.document().at("/info/version").asText());
    ArrayNode actions = overlay.putArray("actions");
    for (Edit edit : edits) {
      for (Edit.Action action : edit.actions()) {
        actions
            .addObject()
            .put("target", Overlay.target(action.place(), document))
            .put("description", edit.line())
            .set("update", action.update());
      }
    }
    return overlay;
  }
}
