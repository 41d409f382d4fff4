package io.github.qxylogin.mock.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes plain WireMock mappings, which a stock WireMock serves without our code: a file for each
 * case, one for what else an operation answers, and one for paths that there are not.
 */
public final class MappingExport {
  private static final String MANUAL = "wiremock.md";

  private final ObjectMapper json = new ObjectMapper();
  private final Path mappings;

  private MappingExport(Path mappings) {
    this.mappings = mappings;
  }

  /**
   * Writes the mappings of the contract.
   *
   * @param args the folder to write to, WireMock's {@code --root-dir}
   * @throws IOException if it cannot be written to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    try (InputStream manual = MappingExport.class.getResourceAsStream(MANUAL)) {
      Files.copy(manual, folder.resolve("README.md"), StandardCopyOption.REPLACE_EXISTING);
    }
    new MappingExport(mappings).write(Contract.load());
  }

  private void write(Contract contract) throws IOException {
    StockMappings stock = new StockMappings(contract);
    write("unknown-path", StockMappings.ofUnknownPaths());
    for (Operation operation : contract.operations()) {
      write(operation.id(), stock.of(operation));
      for (Case documented : operation.cases()) {
        write(operation.id() + "." + documented.name(), stock.of(operation, documented));
      }
    }
  }

  private void write(String name, List<StockMappings.Mapping> stock) throws IOException {
    ObjectNode file = json.createObjectNode();
    stock.forEach(mapping -> file.withArray("mappings").add(mapping.named(name)));
    json.writerWithDefaultPrettyPrinter()
        .writeValue(mappings.resolve(name + ".json").toFile(), file);
  }
}
