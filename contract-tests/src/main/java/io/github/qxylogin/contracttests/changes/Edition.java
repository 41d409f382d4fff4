package io.github.qxylogin.contracttests.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an edition of the contract: its files, a document of it, or a jar with one. */
public final class Edition {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Edition() {}

  /**
   * Returns the document of an edition.
   *
   * @throws ContractException naming the file, if it has none
   */
  public static ObjectNode document(Path place) {
    if (Files.isDirectory(place)) {
      return new Bundler(place.resolve("qixiangyun-login.yaml")).document();
    }
    JsonNode document = place.toString().endsWith(".jar") ? inJar(place) : yaml(place);
    if (document.path("paths").isObject()) {
      return (ObjectNode) document;
    }
    throw new ContractException(place + "", "an OpenAPI document with paths is expected");
  }

  private static JsonNode inJar(Path place) {
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return yaml(jar.getPath(Resources.CONTRACT));
    } catch (IOException unreadable) {
      throw new ContractException(place + "", "cannot be read: " + unreadable);
    }
  }

  /**
   * Returns the content of a file in YAML or JSON; a missing node if it has none.
   *
   * @throws ContractException naming the file, if it cannot be read
   */
  public static JsonNode yaml(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return YAML.readTree(in);
    } catch (IOException unreadable) {
      throw new ContractException(file + "", "cannot be read: " + unreadable);
    }
  }
}
