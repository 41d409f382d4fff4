package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Documents;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the contract itself, and beside it the description of the control API. The contract names
 * the mock as its only server, by the address that it was asked at: whoever imports it into a tool
 * and calls something calls the mock, and not the platform.
 */
public final class ContractDocuments {
  private static final String OPENAPI_JSON = "/openapi.json";
  private static final String OPENAPI_YAML = "/openapi.yaml";

  /** The same for the reference, with tables in its description. */
  private static final String REFERENCE_JSON = ReferencePages.PAGE + "/openapi.json";

  /** The paths of the contract itself. */
  static final Set<String> PATHS = Set.of(OPENAPI_JSON, OPENAPI_YAML, REFERENCE_JSON);

  private static final String YAML = "application/yaml;charset=UTF-8";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final String SERVERS = "servers";
  private static final String DESCRIPTION = "description";

  private static final JsonPointer JSON_BODY =
      JsonPointer.compile("/requestBody/content/application~1json");

  /**
   * The member of that name in the YAML that the build writes, with all lines that belong to it.
   */
  private static final Pattern SERVERS_IN_YAML =
      Pattern.compile("^servers:\n(?:[ -].*\n)*", Pattern.MULTILINE);

  private final Contract contract;
  private final byte[] control = control();
  private final String yaml;
  private final Documents written = new Documents();

  public ContractDocuments(Contract contract) {
    this.contract = contract;
    yaml = yaml(contract);
  }

  /** Returns the document as the build wrote it; of a contract that is not the jar's, as JSON. */
  private static String yaml(Contract contract) {
    Contract whole = Contract.load();
    if (contract == whole) {
      return new String(Resources.bytes(Resources.YAML), UTF_8);
    }
    return whole.modules().stream()
        .filter(name -> whole.module(name) == contract)
        .findFirst()
        .map(name -> new String(Resources.bytes(Resources.yaml(name)), UTF_8))
        .orElseGet(() -> contract.published().toString());
  }

  private static byte[] control() {
    try (InputStream in = ContractDocuments.class.getResourceAsStream("control.yaml")) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static boolean owns(String path) {
    return PATHS.contains(path) || path.equals(Problem.CONTROL_YAML) || ReferencePages.owns(path);
  }

  public Optional<Reply> answer(Call call) {
    if (!READING.contains(call.method()) || !owns(call.path())) {
      return Optional.empty();
    }
    return ReferencePages.answer(call.path())
        .or(
            () ->
                Optional.of(
                    PATHS.contains(call.path())
                        ? written.get(call, origin -> contract(call.path(), servers(origin)))
                        : Reply.of(200, YAML, control)));
  }

  private Reply contract(String path, JsonNode servers) {
    return switch (path) {
      case OPENAPI_JSON -> Reply.json(200, json(servers));
      case REFERENCE_JSON -> Reply.json(200, reference(servers));
      default -> Reply.of(200, YAML, yaml(servers));
    };
  }

  /**
   * By a name that is not its own, the mock names itself as the place that the document is from.
   */
  private static JsonNode servers(String origin) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return json.arrayNode()
        .add(
            json.objectNode()
                .put("url", origin.isEmpty() ? "/" : origin)
                .put(DESCRIPTION, "The mock server that this document comes from."));
  }

  private JsonNode json(JsonNode servers) {
    return contract.published().set(SERVERS, servers);
  }

  private JsonNode reference(JsonNode servers) {
    JsonNode reference = json(servers);
    if (reference.path("info") instanceof ObjectNode info) {
      info.put(DESCRIPTION, info.path(DESCRIPTION).asText() + ReferenceTables.of(contract));
    }
    contract.operations().forEach(operation -> addRequests(reference, operation));
    return reference;
  }

  /** What no page prints is there to be sent nevertheless: the request that gets a case. */
  private static void addRequests(JsonNode reference, Operation operation) {
    JsonNode body = reference.at(Contract.place(operation)).at(JSON_BODY);
    if (body instanceof ObjectNode described) {
      for (Case each : operation.cases()) {
        ObjectNode examples = described.withObject("/examples");
        if (each.request() != null && !examples.has(each.name())) {
          examples
              .putObject(each.name())
              .put("summary", "%s (%s)".formatted(each.name(), each.evidence().key()))
              .set("value", each.request());
        }
      }
    }
  }

  /** JSON is YAML too, and so is a contract that did not come with the jar. */
  private byte[] yaml(JsonNode named) {
    Matcher servers = SERVERS_IN_YAML.matcher(yaml);
    String line = Matcher.quoteReplacement(SERVERS + ": " + named + "\n");
    String text = servers.find() ? servers.replaceFirst(line) : json(named).toString();
    return text.getBytes(UTF_8);
  }
}
