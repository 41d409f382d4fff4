package io.github.qxylogin.contracttests.pages;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown of this repository, by its path from the root. */
record Page(Path path, String text) {
  static final Path ROOT = Path.of("..");

  private static final Pattern BLOCK =
      Pattern.compile("^ *```(\\w*)\n(.*?)^ *```$", DOTALL | MULTILINE);
  private static final Pattern SKIPPED = Pattern.compile("\\.(?!github).*|target|node_modules");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  static Page of(String path) {
    return of(ROOT.resolve(path));
  }

  private static Page of(Path file) {
    return new Page(ROOT.relativize(file), read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns every page that a checkout has. */
  static List<Page> all() {
    return files(ROOT).filter(file -> file.toString().endsWith(".md")).map(Page::of).toList();
  }

  /** Returns every file of that name, such as the {@code pom.xml} of each module. */
  static List<Path> files(String name) {
    return files(ROOT).filter(file -> file.endsWith(name)).toList();
  }

  /** Skips what a build makes or a tool keeps, which may hold copies. */
  static Stream<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !SKIPPED.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .flatMap(entry -> Files.isDirectory(entry) ? files(entry) : Stream.of(entry))
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns its blocks of one language, without the indentation of a list. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2).stripTrailing().stripIndent())
        .toList();
  }

  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** Returns all that is code: each line of a block, and each word in backticks. */
  List<String> code() {
    Stream<String> lines = BLOCK.matcher(text).results().flatMap(block -> block.group(2).lines());
    Stream<String> words = CODE.matcher(prose()).results().map(word -> word.group(1));
    return Stream.concat(lines, words).toList();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
