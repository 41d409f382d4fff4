package io.github.qxylogin.contract.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.ModuleView;
import io.github.qxylogin.contract.document.Published;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the documents that the contract's files make: the whole for this project's own programs,
 * the published one for everybody, the same of each of the vendor's modules, and the one that the
 * client is generated from. Run by the build.
 */
public final class Bundle {
  private Bundle() {}

  /**
   * Bundles a contract, and reads it first: of one that is broken nothing is written, and no test
   * need find that out.
   *
   * @param args the root document, the folder below which the bundle is written, and the file for
   *     the generator
   * @throws IOException if one cannot be written
   * @throws ContractException naming file and line, if the files do not make a contract
   */
  public static void main(String[] args) throws IOException {
    try {
      Path root = Path.of(args[0]).toAbsolutePath();
      FileSchema schema = new FileSchema(root);
      Bundler bundler = new Bundler(root, schema::validate);
      schema.validate(bundler);
      bundler.parse(root.resolveSibling("migration.yaml"));
      write(bundler, Path.of(args[1]), Path.of(args[2]));
      ObjectNode sources = bundler.sources().toJson(root.getParent().getParent());
      write(Path.of(args[1]).resolve(Resources.SOURCES.substring(1)), new ObjectMapper(), sources);
    } catch (ContractException wrong) {
      throw wrong.bare();
    }
  }

  /**
   * Writes the documents of a contract whose files nobody validated.
   *
   * @param folder the folder below which they lie as on the class path
   * @param generator the file for the generator
   * @throws IOException if one cannot be written
   */
  public static void write(Bundler bundler, Path folder, Path generator) throws IOException {
    ObjectNode contract = bundler.document();
    bundler.sources().located(() -> Contract.of(contract));
    ObjectNode published = Published.of(contract);
    ObjectNode generated = bundler.sources().located(() -> GeneratorView.of(contract));
    ObjectMapper json = new ObjectMapper();
    write(folder.resolve(Resources.CONTRACT.substring(1)), json, contract);
    write(folder.resolve(Resources.JSON.substring(1)), json, published);
    write(folder.resolve(Resources.YAML.substring(1)), yaml(), published);
    for (Map.Entry<String, JsonNode> module : contract.path(ModuleView.MODULES).properties()) {
      write(
          folder.resolve(Resources.yaml(module.getKey()).substring(1)),
          yaml(),
          bundler.sources().located(() -> Published.of(ModuleView.of(contract, module.getKey()))));
    }
    write(generator, json, generated);
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
