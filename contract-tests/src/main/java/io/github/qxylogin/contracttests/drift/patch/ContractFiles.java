package io.github.qxylogin.contracttests.drift.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The YAML files of the contract: those of a folder, or those that this jar was built with. */
public final class ContractFiles {

  public static final String ROOT = "qixiangyun-login.yaml";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Map<String, YamlFile> files = new LinkedHashMap<>();
  private @Nullable Made made;

  /** Opens files. */
  @FunctionalInterface
  interface Opener {
    InputStream open(String file) throws IOException;
  }

  /**
   * What the files make.
   *
   * @param folder where they stood as they were read
   */
  private record Made(Contract contract, Sources sources, Path folder) {
    static Made of(Path folder) {
      Path root = folder.resolve(ROOT);
      return new Made(Contract.read(root), Sources.of(root), folder);
    }
  }

  private ContractFiles(Opener opener) throws IOException {
    read(ROOT, opener);
  }

  /** Returns the files that this jar was built with. */
  public static ContractFiles ofThisJar() {
    try {
      return new ContractFiles(
          file -> {
            InputStream in = ContractFiles.class.getResourceAsStream("openapi/" + file);
            if (in == null) {
              throw new IOException(file + " is not in the jar");
            }
            return in;
          });
    } catch (IOException unreadable) {
      throw new CouldNotRunException("the contract's files are missing", unreadable);
    }
  }

  /**
   * Returns the files of a folder.
   *
   * @throws CouldNotRunException if one cannot be read
   */
  public static ContractFiles in(Path folder) {
    try {
      return new ContractFiles(file -> Files.newInputStream(folder.resolve(file)));
    } catch (IOException unreadable) {
      throw new CouldNotRunException(
          folder + " is no folder with " + ROOT + " and what it names", unreadable);
    }
  }

  /** Reads a file and all that it names. */
  private void read(String file, Opener opener) throws IOException {
    try (InputStream in = opener.open(file)) {
      String text = new String(in.readAllBytes(), UTF_8);
      files.put(file, new YamlFile(file, text, YAML.readTree(text)));
    }
    for (String ref : files.get(file).tree().findValuesAsText("$ref")) {
      String named = Path.of(file).resolveSibling(ref).normalize().toString().replace('\\', '/');
      if (!ref.startsWith("#") && !files.containsKey(named)) {
        read(named, opener);
      }
    }
  }

  YamlFile file(Path name) {
    return files.get(name.toString().replace('\\', '/'));
  }

  Map<String, YamlFile> files() {
    return files;
  }

  /** Returns the contract that the files make. */
  Contract contract() {
    return made().contract();
  }

  /** Returns where a place of the contract stands. */
  Sources.Origin origin(JsonPointer place) {
    Sources.Origin origin = made().sources().origin(place);
    return new Sources.Origin(made().folder().relativize(origin.file()), origin.at());
  }

  /** Returns the edit that adds lines to what stands at a place of the contract. */
  Optional<Edits.Edit> append(JsonPointer place, List<String> lines) {
    Sources.Origin origin = origin(place);
    return file(origin.file()).append(origin.at(), lines);
  }

  private Made made() {
    if (made == null) {
      try {
        made = inFolder(new Edits(), Made::of);
      } catch (IOException unwritable) {
        throw new CouldNotRunException("the contract's files cannot be copied", unwritable);
      }
    }
    return made;
  }

  /** Returns the contract that the files make once they are edited. */
  Contract edited(Edits edits) throws IOException {
    return inFolder(edits, folder -> Contract.read(folder.resolve(ROOT)));
  }

  private <T> T inFolder(Edits edits, Function<Path, T> reading) throws IOException {
    Path folder = Files.createTempDirectory("openapi");
    try {
      for (YamlFile file : files.values()) {
        Path path = folder.resolve(file.name());
        Files.createDirectories(path.getParent());
        Files.writeString(path, edits.text(file));
      }
      return reading.apply(folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
