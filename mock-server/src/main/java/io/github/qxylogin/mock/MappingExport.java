package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes plain WireMock mappings, one per case, which a stock WireMock serves without our code. A
 * case is answered to its documented request, and to {@code Prefer: example=NAME}; the operation's
 * first success is the answer to any other request.
 */
public final class MappingExport {
  private static final int PREFERRED = 1;
  private static final int DOCUMENTED = 2;
  private static final int OTHERWISE = 9;

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  private MappingExport(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the mappings of the contract.
   *
   * @param args the folder to write to
   * @throws IOException if it cannot be written to
   */
  public static void main(String[] args) throws IOException {
    new MappingExport(Files.createDirectories(Path.of(args[0]))).write(Contract.load());
  }

  private void write(Contract contract) throws IOException {
    for (Operation operation : contract.operations()) {
      for (Case documented : operation.cases()) {
        write(operation, documented, mappings(operation, documented));
      }
    }
  }

  private void write(Operation operation, Case documented, ObjectNode mappings) throws IOException {
    Path file = folder.resolve(operation.id() + "." + documented.name() + ".json");
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), mappings);
  }

  private ObjectNode mappings(Operation operation, Case documented) {
    ObjectNode file = json.createObjectNode();
    ObjectNode preferred = mapping(operation, documented, PREFERRED);
    preferred
        .withObject("/request/headers/Prefer")
        .put(
            "matches",
            "(?i)(.*[,;]\\s*)?example\\s*=\\s*\"?" + documented.name() + "\"?\\s*([,;].*)?");
    file.withArray("/mappings").add(preferred);
    documented
        .request()
        .ifPresent(
            request -> {
              ObjectNode equal = mapping(operation, documented, DOCUMENTED);
              equal
                  .withObject("/request")
                  .withArray("bodyPatterns")
                  .addObject()
                  .set("equalToJson", request);
              file.withArray("/mappings").add(equal);
            });
    if (documented.equals(operation.firstSuccess())) {
      file.withArray("/mappings").add(mapping(operation, documented, OTHERWISE));
    }
    return file;
  }

  private ObjectNode mapping(Operation operation, Case documented, int priority) {
    ObjectNode mapping = json.createObjectNode();
    mapping.put("name", operation.id() + " " + documented.name());
    mapping.put("priority", priority);
    ObjectNode request = mapping.putObject("request");
    request.put("method", operation.method());
    request.put("urlPath", operation.path());
    ObjectNode response = mapping.putObject("response");
    response.put("status", documented.status());
    // As text: WireMock would write a JSON body anew, and a number might lose digits.
    response.put("body", documented.answer().toString());
    response
        .putObject("headers")
        .put("Content-Type", Answer.JSON)
        .put("X-Mock-Case", documented.name())
        .put("X-Mock-Evidence", documented.evidence().key());
    return mapping;
  }
}
