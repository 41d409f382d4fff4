package io.github.qxylogin.mock.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the contract as the mock serves it, with the mock as its only server. */
final class ServedContract {
  private static final String SERVERS = "servers";
  private static final String DESCRIPTION = "description";

  /** The member of that name in the published YAML, with all lines that belong to it. */
  private static final Pattern SERVERS_IN_YAML =
      Pattern.compile("^servers:\n(?:[ -].*\n)*", Pattern.MULTILINE);

  private final Contract contract;
  private final JsonNode servers;

  ServedContract(Contract contract, String address) {
    this.contract = contract;
    servers =
        JsonNodeFactory.instance
            .arrayNode()
            .add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("url", address)
                    .put(
                        DESCRIPTION,
                        "提供本文档的模拟服务器 / The mock server that this document comes from."));
  }

  /**
   * Writes the document as JSON, as YAML, and for the page {@code /docs}.
   *
   * @param yaml the resource that has the published document of this contract
   */
  void write(String yaml, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("openapi.json"), published().toString());
    Files.writeString(folder.resolve("openapi.yaml"), yaml(yaml));
    Files.writeString(folder.resolve("docs/openapi.json"), reference().toString());
  }

  private ObjectNode published() {
    ObjectNode published = contract.published();
    published.set(SERVERS, servers);
    return published;
  }

  private String yaml(String resource) {
    String line = Matcher.quoteReplacement(SERVERS + ": " + servers + "\n");
    return SERVERS_IN_YAML.matcher(new String(Resources.bytes(resource), UTF_8)).replaceFirst(line);
  }

  /** The document with tables of codes and evidence, and a request for each case. */
  private ObjectNode reference() {
    ObjectNode reference = published();
    // The page puts them below the description, which it may have in Chinese.
    reference.withObject("/info").put("x-tables", ReferenceTables.of(contract));
    contract.operations().forEach(operation -> addRequests(reference, operation));
    return reference;
  }

  /** Adds undocumented values that callers need: the request that gets a case. */
  private static void addRequests(JsonNode reference, Operation operation) {
    JsonNode body =
        reference.at(Contract.place(operation)).at("/requestBody/content/application~1json");
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
}
