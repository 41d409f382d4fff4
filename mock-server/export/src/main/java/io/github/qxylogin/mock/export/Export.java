package io.github.qxylogin.mock.export;

import io.github.qxylogin.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all files of the export. */
public final class Export {
  /** The mock replaces it by the address that a collection was fetched from. */
  private static final String ADDRESS = "http://127.0.0.1:8089";

  private Export() {}

  /**
   * Writes {@code wiremock} and {@code collections} for users, and the collections that the mock
   * serves: those of the whole contract, and those of each module in a folder of its name.
   *
   * @param args the folder for users, and the folder that the mock serves from
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Contract contract = Contract.load();
    Path users = Path.of(args[0]);
    MappingExport.write(contract, users.resolve("wiremock"));
    writeCollections(contract, users.resolve("collections"));
    Path served = Path.of(args[1]);
    writeCollections(contract, served);
    for (String module : contract.modules()) {
      writeCollections(contract.module(module), served.resolve(module));
    }
  }

  private static void writeCollections(Contract contract, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("postman.json"),
        new PostmanCollection(contract, ADDRESS).json().toPrettyString());
    Files.writeString(folder.resolve("qixiangyun-login.http"), HttpFile.of(contract, ADDRESS));
  }
}
