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
import java.util.List;
import java.util.Objects;

/** Collects edits of a contract, each of which stands on those before. */
final class Edits {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NAME = "drift";

  private final Contract contract;
  private final Sources sources;
  private final List<Edit> made = new ArrayList<>();
  private final List<Edit> byHand = new ArrayList<>();
  private JsonNode document;

  Edits(Contract contract, Sources sources) {
    this.contract = contract;
    this.sources = sources;
    this.document = contract.document();
  }

  List<Edit> made() {
    return made;
  }

  List<Edit> byHand() {
    return byHand;
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
    byHand.add(new Edit(about, why, sources.origin(place), lines, List.of()));
  }

  /** Adds an entry to a list, which may not be there yet. */
  void append(String about, String why, JsonPointer list, JsonNode entry) {
    Edit.Action action =
        document.at(list).isArray()
            ? new Edit.Action(list, entry)
            : existing(list, NODES.arrayNode().add(entry));
    List<String> lines = new ArrayList<>();
    Yaml.lines(entry).forEach(line -> lines.add((lines.isEmpty() ? "- " : "  ") + line));
    add(about, why, list, lines, List.of(action));
  }

  /** Adds a member to an object, which may not be there yet. */
  void put(String about, String why, JsonPointer object, String name, JsonNode member) {
    ObjectNode update = NODES.objectNode().set(name, member);
    add(about, why, object, Yaml.lines(update), List.of(existing(object, update)));
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
      String about, String why, JsonPointer place, List<String> lines, List<Edit.Action> actions) {
    Edit edit = new Edit(about, why, sources.origin(place), lines, actions);
    JsonNode before = document;
    try {
      document = Overlay.applied(NAME, overlay(List.of(edit)), before);
      edited();
      made.add(edit);
    } catch (ContractException spoilt) {
      document = before;
      byHand(about, why + "; the contract cannot be read with it", place, lines);
    }
  }

  /** Returns the contract as the edits make it. */
  Contract edited() {
    return Contract.of(document);
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
