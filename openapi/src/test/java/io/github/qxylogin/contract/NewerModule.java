package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays some operations of the newer module over a copy of the contract's files, as somebody would
 * write them there: what comes of it is tested in this module, in the mock server and in the
 * contract tests.
 */
public final class NewerModule {
  private static final Path OPENAPI =
      Stream.of("..", "../..")
          .map(up -> Path.of(up, "openapi").toAbsolutePath().normalize())
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow();
  private static final Path NEWER = OPENAPI.resolve(Path.of("src", "test", "resources", "newer"));
  private static final String ROOT = "qixiangyun-login.yaml";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private NewerModule() {}

  /** Returns the contract that all the files make, in an empty folder. */
  public static Contract in(Path folder) {
    try {
      for (String part : List.of(ROOT, "paths", "components")) {
        copy(OPENAPI, OPENAPI.resolve(part), folder);
      }
      copy(NEWER, NEWER.resolve("paths"), folder);
      Path root = folder.resolve(ROOT);
      ObjectNode all = (ObjectNode) YAML.readTree(root.toFile());
      JsonNode more = YAML.readTree(NEWER.resolve("root.yaml").toFile());
      more.path("tags").forEach(all.withArray("/tags")::add);
      all.withObject("/paths").setAll((ObjectNode) more.path("paths"));
      Files.writeString(root, YAML.writeValueAsString(all));
      return Contract.read(root);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void copy(Path from, Path part, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Returns what is laid over, file by file. */
  static List<JsonNode> files() {
    try (Stream<Path> files = Files.list(NEWER.resolve("paths"))) {
      return files.sorted().map(NewerModule::read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the payloads that the module's pages print, by the name of their file. */
  static Stream<Path> documented() {
    try (Stream<Path> files = Files.list(NEWER.resolve("documented"))) {
      return files.sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
