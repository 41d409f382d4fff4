package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the bundled contract, as YAML for people and as JSON for programs; run by the build. */
public final class Bundle {
  /** Where the bundle lies on the class path, as compact JSON. */
  public static final String JSON = "/io/github/qxylogin/contract/openapi.json";

  /** Where the bundle lies on the class path, as YAML. */
  public static final String YAML = "/io/github/qxylogin/contract/openapi.yaml";

  private Bundle() {}

  /**
   * Bundles a contract.
   *
   * @param args the root document, and the folder below which the bundle is written
   * @throws IOException if the bundle cannot be written
   */
  public static void main(String[] args) throws IOException {
    JsonNode document = new Bundler(Path.of(args[0])).document();
    Path folder = Path.of(args[1]);
    write(folder.resolve(JSON.substring(1)), new ObjectMapper(), document);
    write(folder.resolve(YAML.substring(1)), yaml(), document);
  }

  private static void write(Path file, ObjectMapper mapper, JsonNode document) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, mapper.writeValueAsString(document));
  }

  private static ObjectMapper yaml() {
    return new ObjectMapper(
        new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
  }
}
