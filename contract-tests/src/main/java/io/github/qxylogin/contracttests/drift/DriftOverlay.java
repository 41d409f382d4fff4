package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.document.JsonPath;
import io.github.qxylogin.contract.document.Value;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Judge.Observer;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.text.ResponseMasking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Collects the edits that would describe the drift of calls, as an OpenAPI Overlay: new members,
 * values of vocabularies, codes. It contains types, short values and texts without personal data.
 */
public final class DriftOverlay implements Observer {
  public static final String FILE = "drift-overlay.yaml";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonPointer CODES = JsonPointer.compile("/x-mock/codes");
  private static final String UNSEEN = "未见于文档";
  private static final Set<Difference> MEMBERS =
      EnumSet.of(Difference.EXTRA_MEMBER, Difference.SENT_MEMBER);
  private static final Set<Difference> WORDS =
      EnumSet.of(Difference.UNKNOWN_VALUE, Difference.SENT_VALUE, Difference.UNKNOWN_CODE);
  private static final Set<Difference> SENT =
      EnumSet.of(Difference.SENT_MEMBER, Difference.SENT_VALUE);

  /** From this number of operations on a code has one meaning everywhere. */
  private static final int ENOUGH_FOR_ALL = 3;

  private static final int MOST_OBSERVATIONS = 2_000;

  private static final String COMMENT =
      """
      # Drop this file into openapi/overlays/ and build: the contract then documents these responses.
      # It contains no breaking difference. Mark secrets with x-sensitive: true.
      """;

  private final Contract contract;
  private final ResponseMasking masking;
  private final Map<Seen, Observation> observations = new LinkedHashMap<>();

  /** An undocumented member, or an undocumented value, at a place of bodies. */
  private record Seen(Difference kind, JsonPointer place, String value) {
    String member() {
      return place.last().getMatchingProperty();
    }

    String in() {
      return SENT.contains(kind) ? "requests" : "responses";
    }
  }

  /** Where and how it was seen. */
  private static final class Observation {
    private final Set<Operation> operations = new LinkedHashSet<>();
    private final InferredType form = new InferredType();
    private JsonNode value = NODES.missingNode();
    private String text = UNSEEN;
  }

  public DriftOverlay(Contract contract, Masking secrets) {
    this.contract = contract;
    this.masking = new ResponseMasking(contract, secrets);
  }

  /** Adds a call. Under another HTTP status everything may differ. */
  @Override
  public void observe(
      Check check, Step.Call call, JsonNode request, Response response, List<Finding> findings) {
    if (findings.stream().noneMatch(found -> found.difference() == Difference.STATUS)) {
      for (Finding finding : findings) {
        if (MEMBERS.contains(finding.difference()) || WORDS.contains(finding.difference())) {
          JsonNode body = SENT.contains(finding.difference()) ? request : response.body();
          add(call.operation(), body, finding);
        }
      }
    }
  }

  private void add(Operation operation, JsonNode body, Finding finding) {
    JsonPointer at = finding.at();
    boolean member = MEMBERS.contains(finding.difference());
    String word = member ? "" : body.at(at).asText();
    Seen seen = new Seen(finding.difference(), JsonText.anyElement(at), word);
    boolean shown =
        member
            ? InferredType.isDescribable(seen.member(), masking)
            : !word.isBlank() && masking.isWord(word);
    if (shown && observations.size() < MOST_OBSERVATIONS) {
      Observation observation = observations.computeIfAbsent(seen, s -> new Observation());
      observation.operations.add(operation);
      observation.form.add(body.at(at));
      observation.value = body.at(at);
      observation.text =
          new Envelope(body).message().flatMap(masking::wholeText).orElse(observation.text);
    }
  }

  /** Returns the overlay as YAML; empty when there is nothing to edit. */
  public String yaml() {
    ArrayNode actions = actions();
    if (actions.isEmpty()) {
      return "";
    }
    ObjectNode overlay = NODES.objectNode().put("overlay", "1.0.0");
    overlay
        .putObject("info")
        .put("title", "Responses that the contract does not document")
        .put("version", contract.document().at("/info/version").asText());
    overlay.set("actions", actions);
    YAMLFactory yaml =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
    try {
      return COMMENT + new ObjectMapper(yaml).writeValueAsString(overlay);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the actions of the overlay; a place with too many is perhaps a map, and gets none. */
  public ArrayNode actions() {
    Map<JsonPointer, Map<String, ObjectNode>> actions = new LinkedHashMap<>();
    observations.forEach(
        (seen, observation) ->
            places(seen, observation)
                .forEach(
                    (at, operation) ->
                        actions
                            .computeIfAbsent(at, place -> new LinkedHashMap<>())
                            .putIfAbsent(
                                seen.member() + " " + seen.value(),
                                action(seen, observation, operation, at))));
    actions.values().removeIf(edits -> edits.size() >= InferredType.MOST_MEMBERS);
    ArrayNode all = NODES.arrayNode();
    actions.values().forEach(edits -> all.addAll(edits.values()));
    return all;
  }

  /** Returns the places to edit, each with an operation: one, if the operations share one. */
  private Map<JsonPointer, Operation> places(Seen seen, Observation observation) {
    Map<Operation, List<JsonPointer>> own = new LinkedHashMap<>();
    observation.operations.forEach(operation -> own.put(operation, places(seen, operation)));
    List<JsonPointer> shared = new ArrayList<>(own.values().iterator().next());
    own.values().forEach(shared::retainAll);
    if (seen.kind() == Difference.UNKNOWN_CODE && isOfAll(seen.value(), own.keySet())) {
      shared.add(CODES);
    }
    Map<JsonPointer, Operation> places = new LinkedHashMap<>();
    own.forEach(
        (operation, at) -> {
          List<JsonPointer> chosen = shared.isEmpty() ? at : shared;
          if (!chosen.isEmpty()) {
            places.putIfAbsent(chosen.get(chosen.size() - 1), operation);
          }
        });
    return places;
  }

  /** Returns the places of an operation, the most specific last. */
  private List<JsonPointer> places(Seen seen, Operation operation) {
    if (seen.kind() == Difference.UNKNOWN_CODE) {
      return List.of(Contract.place(operation).append(CODES));
    }
    SchemaView schema =
        SENT.contains(seen.kind()) ? operation.requestSchema() : operation.responseSchema();
    boolean member = MEMBERS.contains(seen.kind());
    return schema
        .at(member ? seen.place().head() : seen.place())
        .map(at -> at.said(member ? "properties" : "x-values"))
        .orElse(List.of())
        .stream()
        .map(Value::place)
        .toList();
  }

  private boolean isOfAll(String code, Set<Operation> operations) {
    return operations.size() >= ENOUGH_FOR_ALL
        && operations.stream().allMatch(o -> o.familyOf(code) == contract.codes().classOf(code));
  }

  private ObjectNode action(
      Seen seen, Observation observation, Operation operation, JsonPointer place) {
    JsonNode document = contract.document();
    JsonPointer at = place;
    JsonNode update = update(seen, observation, operation);
    if (document.at(at).isMissingNode()) {
      update = NODES.arrayNode().add(update); // Only a list may not be there yet.
    }
    while (document.at(at).isMissingNode()) {
      update = NODES.objectNode().set(at.last().getMatchingProperty(), update);
      at = Objects.requireNonNull(at.head());
    }
    int more = observation.operations.size() - 1;
    String others = more == 0 ? "" : ", and " + more + " more operations";
    String where = operation.id() + " " + seen.place() + others;
    String value = seen.value().isEmpty() ? "" : ": " + seen.value();
    return NODES
        .objectNode()
        .put("target", JsonPath.of(at, document))
        .put("description", where + ": " + seen.kind().words() + value)
        .set("update", update);
  }

  private JsonNode update(Seen seen, Observation observation, Operation operation) {
    if (MEMBERS.contains(seen.kind())) {
      String name = seen.member();
      return NODES.objectNode().set(name, observation.form.property(name, seen.in(), masking, 0));
    }
    if (seen.kind() == Difference.UNKNOWN_CODE) {
      return NODES
          .objectNode()
          .put("code", seen.value())
          .put("family", operation.familyOf(seen.value()).key())
          .put("zh", observation.text);
    }
    String constant = seen.value().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    ObjectNode entry = NODES.objectNode().set("value", observation.value);
    return entry
        .put("zh", UNSEEN)
        .put("en", "seen in " + seen.in() + ", in no document")
        .put("name", "SEEN_" + constant);
  }
}
