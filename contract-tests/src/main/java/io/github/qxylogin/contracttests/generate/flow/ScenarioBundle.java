package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the scenario files together as JSON, so that no run reads YAML. Run by the build. */
final class ScenarioBundle {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private ScenarioBundle() {}

  /**
   * Writes the bundle, in the order of {@code index.yaml}.
   *
   * @param args the folder of the files, and the one below which the bundle is written
   * @throws IOException if a file is no YAML, or cannot be read or written
   * @throws IllegalStateException naming file and word, if it is no file of scenarios
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ObjectNode bundle = YAML.createObjectNode();
    for (JsonNode name : YAML.readTree(folder.resolve("index.yaml").toFile())) {
      JsonNode file = YAML.readTree(folder.resolve(name.asText() + ".yaml").toFile());
      bundle.set(name.asText(), new Scenarios(name.asText(), file).content());
    }
    Path written = Path.of(args[1]).resolve(Scenarios.PLACE);
    Files.createDirectories(written.getParent());
    Files.writeString(written, bundle.toString());
  }
}
