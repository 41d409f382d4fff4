package io.github.qxylogin.contract.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.arazzo.Arazzo;
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
 * the published one for everybody, and the same of each of the vendor's modules. Run by the build.
 */
public final class Bundle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private Bundle() {}

  /**
   * Bundles a contract, and reads it first: a broken one is not written, and no test need find that
   * out.
   *
   * @param args the root document, and the folder below which the bundle is written
   * @throws IOException if it cannot be written
   * @throws ContractException naming file and line, if the files do not make a contract
   */
  public static void main(String[] args) throws IOException {
    try {
      Path root = Path.of(args[0]).toAbsolutePath();
      FileSchema schema = new FileSchema(root);
      Bundler bundler = new Bundler(root, schema::validate);
      schema.validate(bundler);
      bundler.parse(root.resolveSibling("migration.yaml"));
      write(bundler, Path.of(args[1]));
    } catch (ContractException wrong) {
      wrong.setStackTrace(new StackTraceElement[0]); // The message is enough.
      throw wrong;
    }
  }

  /**
   * Writes the documents of a contract without validating its files.
   *
   * @param folder the folder for the documents, as on the class path
   * @throws IOException if one cannot be written
   */
  public static void write(Bundler bundler, Path folder) throws IOException {
    ObjectNode contract = bundler.document();
    ObjectNode arazzo = Arazzo.of(bundler.read(Contract::of));
    ObjectNode published = Published.of(contract);
    write(folder, Resources.CONTRACT, JSON, contract);
    write(folder, Resources.CHINESE, JSON, bundler.chinese());
    write(folder, Resources.JSON, JSON, published);
    write(folder, Resources.YAML, YAML, published);
    write(folder, Resources.ARAZZO_JSON, JSON, arazzo);
    write(folder, Resources.ARAZZO_YAML, YAML, arazzo);
    for (Map.Entry<String, JsonNode> module : contract.path(ModuleView.MODULES).properties()) {
      String name = module.getKey();
      write(folder, Resources.yaml(name), YAML, Published.of(ModuleView.of(contract, name)));
    }
  }

  private static void write(Path folder, String name, ObjectMapper mapper, JsonNode document)
      throws IOException {
    Path file = folder.resolve(name.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, mapper.writeValueAsString(document));
  }
}
