package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.mock.http.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import wiremock.com.fasterxml.jackson.core.JsonProcessingException;
import wiremock.com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Reads an OpenAPI Overlay with the YAML reader that WireMock's jar contains. */
final class OverlayFile {
  private OverlayFile() {}

  /**
   * Returns a contract as the file edits it.
   *
   * @throws ContractException naming the file, if it cannot be applied
   * @throws InvalidValueException naming the file, if it cannot be read
   */
  static Contract applied(Path file, Contract contract) {
    try {
      String overlay = new YAMLMapper().readTree(file.toFile()).toString();
      JsonNode edits = new ObjectMapper().readTree(overlay);
      return contract.edited(file, edits);
    } catch (JsonProcessingException malformed) {
      String problem = malformed.getOriginalMessage().replaceAll("\\s+", " ");
      throw new ContractException(file.toString(), problem);
    } catch (IOException unreadable) {
      throw InvalidValueException.of("start.no-file", file);
    }
  }
}
