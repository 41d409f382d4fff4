package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the cases of one operation: documented ones first, then ours. */
final class CaseReader {
  private final int status;
  private final Map<String, Example> requests;
  private final Map<String, Example> responses;
  private final Map<String, Ours> ours = new LinkedHashMap<>();
  private final CodeCatalogue codes;

  /** Our part of a case. */
  private record Ours(
      @Nullable Condition when, @Nullable Example request, @Nullable Example response) {}

  /**
   * An example of a request or of a response.
   *
   * @param graded how well it is known
   * @param summary its summary
   * @param with in which fields a request differs from the usual one
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Example(
      @JsonProperty("x-evidence") @JsonAlias("evidence") @Nullable Evidence graded,
      @Nullable String summary,
      List<String> magic,
      @Nullable JsonNode value,
      @Nullable JsonNode with) {}

  /**
   * Reads the cases of an operation.
   *
   * @param response the response that has the examples of pages
   */
  CaseReader(Value operation, Value response, CodeCatalogue codes) {
    this.codes = codes;
    status = Integer.parseInt(response.place().last().getMatchingProperty());
    requests = examples(operation.at("requestBody"));
    responses = examples(response);
    operation.at(Bundler.MOCK).at("cases").members().forEach(this::add);
  }

  private static Map<String, Example> examples(Value body) {
    Map<String, Example> examples = new LinkedHashMap<>();
    OperationReader.json(body)
        .at("examples")
        .members()
        .forEach((name, example) -> examples.put(name, Statement.bind(example, Example.class)));
    return examples;
  }

  /** A page's own example stays. */
  private void add(String name, Value added) {
    Ours bound = Statement.bind(added, Ours.class);
    ours.put(name, bound);
    if (bound.request() != null) {
      requests.putIfAbsent(name, bound.request());
    }
    if (bound.response() != null) {
      responses.putIfAbsent(name, bound.response());
    }
    if (!responses.containsKey(name) || responses.get(name).value() == null) {
      throw added.at("response").wrong("an example with a value is expected");
    }
  }

  List<Case> cases() {
    Optional<JsonNode> usual =
        responses.keySet().stream()
            .filter(name -> family(name) == Family.OK)
            .flatMap(name -> Optional.ofNullable(requests.get(name)).map(Example::value).stream())
            .findFirst();
    return responses.keySet().stream().map(name -> read(name, usual)).toList();
  }

  private Case read(String name, Optional<JsonNode> usual) {
    Example request = requests.get(name);
    JsonNode body = request == null ? null : body(request, usual);
    Map<String, JsonNode> magic = new LinkedHashMap<>();
    if (body != null) {
      request.magic().forEach(field -> magic.put(field, body.path(field)));
    }
    return new Case(
        name,
        responses.get(name).summary(),
        Objects.requireNonNullElse(responses.get(name).graded(), Evidence.ASSUMED),
        ours.containsKey(name) ? ours.get(name).when() : null,
        body,
        Collections.unmodifiableMap(magic),
        status,
        responses.get(name).value(),
        family(name));
  }

  private static @Nullable JsonNode body(Example request, Optional<JsonNode> usual) {
    if (request.with() == null) {
      return request.value();
    }
    ObjectNode body = usual.orElse(request.with()).deepCopy();
    return body.setAll((ObjectNode) request.with());
  }

  private Family family(String name) {
    String code = responses.get(name).value().path("code").asText();
    return codes.find(code).map(Code::family).orElse(Family.UNKNOWN);
  }
}
