package io.github.qxylogin.contracttests.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads an edition of the contract: its files, a document of it, or a jar with one. */
public final class Edition {
  private static final String ROOT = "qixiangyun-login.yaml";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Edition() {}

  /**
   * Returns the document of an edition.
   *
   * @throws ContractException naming the file, if it has none
   */
  public static ObjectNode document(Path place) {
    if (Files.isDirectory(place)) {
      return new Bundler(place.resolve(ROOT)).document();
    }
    JsonNode document = place.toString().endsWith(".jar") ? inJar(place) : yaml(place);
    if (!(document instanceof ObjectNode whole && whole.path("paths").isObject())) {
      throw new ContractException(place + "", "an OpenAPI document with paths is expected");
    }
    return whole;
  }

  /**
   * Returns the content of a file in YAML or JSON; a missing node if it has none.
   *
   * @throws ContractException naming the file, if it cannot be read
   */
  public static JsonNode yaml(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return YAML.readTree(in);
    } catch (JsonProcessingException malformed) {
      throw new ContractException(file + "", malformed.getMessage());
    } catch (IOException unreadable) {
      throw new ContractException(file + "", "cannot be read: " + unreadable);
    }
  }

  private static JsonNode inJar(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Optional<ZipEntry> entry =
          Stream.of(Resources.CONTRACT, Resources.JSON)
              .flatMap(name -> Stream.ofNullable(zip.getEntry(name.substring(1))))
              .findFirst();
      return YAML.readTree(
          entry.isEmpty() ? InputStream.nullInputStream() : zip.getInputStream(entry.get()));
    } catch (IOException unreadable) {
      throw new ContractException(jar + "", "cannot be read: " + unreadable);
    }
  }
}
