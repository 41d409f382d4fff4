package io.github.qxylogin.contracttests.changes;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.document.Published;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences between two editions of the contract, breaking ones first. */
public final class Changes {
  private static final int LONGEST_VALUE = 200;
  private static final Stated NOTHING = Stated.root();

  private final List<Change> all = new ArrayList<>();

  /** The output formats. */
  public enum Format {
    MARKDOWN,
    JSON,
    GITHUB
  }

  /**
   * A statement that differs.
   *
   * @param kind the kind of statement, such as {@code request field}
   * @param operation empty if it holds for all operations
   * @param place where in the operation; empty for the operation itself
   * @param old the old value; empty if nothing was stated
   * @param latest the new value; empty without a statement
   */
  private record Change(
      @JsonProperty boolean breaking,
      @JsonProperty String kind,
      @JsonProperty String operation,
      @JsonProperty String place,
      @JsonProperty String old,
      @JsonProperty("new") String latest) {

    @JsonProperty("en")
    String english() {
      String thing = kind + " `" + (place.isEmpty() ? operation : place) + "`";
      String of = operation.isEmpty() ? " of all operations" : " of `" + operation + "`";
      String change = " changed from `" + shown(old) + "` to `" + shown(latest) + "`.";
      if (old.isEmpty()) {
        change = " is new: `" + shown(latest) + "`.";
      } else if (latest.isEmpty()) {
        change = " was removed; it was `" + shown(old) + "`.";
      }
      return "The " + thing + (place.isEmpty() ? "" : of) + change;
    }

    @JsonProperty("zh")
    String chinese() {
      return Language.ZH.of(english());
    }

    String annotation(Language language) {
      String level = breaking ? "error" : "notice";
      return "::%s title=contract::%s\n"
          .formatted(level, Markup.annotation(language.of(english())));
    }

    private static String shown(String value) {
      return Markup.onTerminal(Markup.shortened(value.replace('`', '\''), LONGEST_VALUE));
    }
  }

  /**
   * Compares two editions: each is the folder of the contract's files, a document in YAML or JSON,
   * or a jar that contains one.
   *
   * @throws ContractException naming the edition, if it cannot be read
   */
  public static Changes between(Path old, Path latest) {
    return new Changes(document(old), document(latest));
  }

  private static ObjectNode document(Path edition) {
    if (Files.isDirectory(edition)) {
      return new Bundler(edition.resolve(Bundler.ROOT)).document();
    }
    JsonNode document =
        edition.toString().endsWith(".jar") ? inJar(edition) : Bundler.read(edition);
    if (document.path("paths").isObject()) {
      return (ObjectNode) document;
    }
    throw new ContractException(edition + "", "an OpenAPI document with paths is expected");
  }

  private static JsonNode inJar(Path edition) {
    try (FileSystem jar = FileSystems.newFileSystem(edition)) {
      Path document = jar.getPath(Resources.CONTRACT);
      return Files.exists(document) ? Bundler.read(document) : MissingNode.getInstance();
    } catch (IOException | ProviderNotFoundException unreadable) {
      throw new ContractException(edition + "", "cannot be read as a jar");
    }
  }

  /** Compares two documents: only published parts, if one of them is a published document. */
  public Changes(ObjectNode old, ObjectNode latest) {
    boolean alike = old.has(Bundler.MOCK) == latest.has(Bundler.MOCK);
    compare(
        "",
        Facts.of(alike ? old : Published.of(old)),
        Facts.of(alike ? latest : Published.of(latest)));
    all.sort(Comparator.comparing(change -> !change.breaking));
  }

  /** The parts of a new or removed element are no changes of their own. */
  private void compare(String of, Stated old, Stated latest) {
    Set<String> keys = new LinkedHashSet<>(latest.below().keySet());
    keys.addAll(old.below().keySet());
    for (String key : keys) {
      Stated was = old.below().get(key);
      Stated now = latest.below().get(key);
      Stated any = now == null ? was : now;
      boolean whole = any.aspect() == Aspect.OPERATION;
      String operation = whole ? any.place() : of;
      String before = was == null ? "" : was.value();
      String after = now == null ? "" : now.value();
      if (!before.equals(after)) {
        boolean breaks =
            any.aspect().breaks(any.received(), before, after)
                && !(was == null ? old : now == null ? latest : NOTHING).meets(any);
        String kind = (any.body() + " " + any.aspect().key().replace('-', ' ')).strip();
        all.add(new Change(breaks, kind, operation, whole ? "" : any.place(), before, after));
      }
      if (was != null && now != null) {
        compare(operation, was, now);
      }
    }
  }

  public boolean areNone() {
    return all.isEmpty();
  }

  public boolean areBreaking() {
    return all.stream().anyMatch(Change::breaking);
  }

  /** Returns the changes as a text. JSON has both languages. */
  public String text(Format format, Language language) {
    return switch (format) {
      case MARKDOWN ->
          all.isEmpty()
              ? language.of("The editions do not differ.") + "\n"
              : list("Breaking changes", true, language) + list("Other changes", false, language);
      case JSON -> new ObjectMapper().valueToTree(all).toPrettyString() + "\n";
      case GITHUB -> all.stream().map(change -> change.annotation(language)).collect(joining());
    };
  }

  private String list(String title, boolean breaking, Language language) {
    String lines =
        all.stream()
            .filter(change -> change.breaking == breaking)
            .map(change -> "- " + language.of(change.english()) + "\n")
            .collect(joining());
    return lines.isEmpty() ? "" : "### " + language.of(title) + "\n\n" + lines + "\n";
  }
}
