package io.github.qxylogin.mock.export;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all files of the export. */
public final class Export {
  /** The mock replaces it by the address that a document was fetched from. */
  private static final String ADDRESS = "http://127.0.0.1:8089";

  private Export() {}

  /**
   * Writes {@code collections} for users, and the documents that the mock serves: those of the
   * whole contract, and those of each module in a folder of its name.
   *
   * @param args the folder for users, and the folder that the mock serves from
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Contract contract = Contract.load();
    writeCollections(contract, Path.of(args[0], "collections"));
    Path served = Path.of(args[1]);
    writeServed(contract, Resources.YAML, served);
    for (String module : contract.modules()) {
      writeServed(contract.module(module), Resources.yaml(module), served.resolve(module));
    }
  }

  private static void writeServed(Contract contract, String yaml, Path folder) throws IOException {
    new ServedContract(contract, ADDRESS).write(yaml, folder);
    writeCollections(contract, folder.resolve("collections"));
  }

  private static void writeCollections(Contract contract, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("postman.json"),
        new PostmanCollection(contract, ADDRESS).json().toPrettyString());
    Files.writeString(folder.resolve("qixiangyun-login.http"), HttpFile.of(contract, ADDRESS));
  }
}
