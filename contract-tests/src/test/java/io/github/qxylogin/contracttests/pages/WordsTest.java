package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Names, comments, messages, manuals and the contract use one word for each concept. A name is
 * checked word by word: {@code isToldBy} contains "told".
 */
class WordsTest {
  /** A regular expression in lower case, and the word to use. */
  private static final List<Word> WORDS =
      table(
          """
          told                        | documented, reported, expected
          tell(s|ing)?                | reports, returns, names
          answer(s|ed|ing|able)?      | response, responds
          refus(e|es|ed|ing|als?)     | error, rejects
          repl(y|ies|ied|ying)        | response, responds
          complain(s|ed|ts?)?         | error
          exchanges?                  | call, request, response
          trails?                     | call history
          fleets?                     | replicas, processes
          ledgers?                    | coverage
          sightings?                  | observation, coverage
          printed                     | documented
          patience                    | retry policy
          disturb(s|ed|ances?)?       | fault
          standings?                  | stubbed outcome
          lies?|lying|liars?          | mutation; is
          discretion                  | masking
          newcomers?                  | FRESH test user
          whose                       | a second sentence; of the
          who(m?)ever                 | the noun: caller, user, tester
          so (long|many)              | "while", or the number
          what is                     | the noun
          the one that                | the noun
          becomes? of|became of       | outcome
          stands                      | is
          bears                       | has, contains
          gives                       | returns
          knows                       | has, supports
          """,
          Word::new);

  /** A file, by a regular expression of its path; an expression of the line; the reason. */
  private static final List<Allowed> EXCEPTIONS =
      table(
          """
          .*        | .*onnection refused.*                     | the operating system's message
          .*\\.java | .*(HttpExchange|com\\.sun\\.net\\.http).* | the JDK's name
          .*\\.java | .*\\.exchange\\(.*                        | Spring's RestTemplate and WebClient
          """,
          Allowed::new);

  private static final Pattern PROSE_FILES =
      Pattern.compile(
          ".*\\.md|openapi/.*\\.yaml|.*/src/main/.*\\.(java|kt|js|jte|mustache|css|properties|html|yaml|txt)");
  private static final Pattern TEST_FILES = Pattern.compile(".*/src/test/.*\\.(java|kt)");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?:class|record|interface|enum|object|fun) +(\\w+)"
              + "|^ +(?!return|throw|new|else|assert)(?:[\\w<>\\[\\].?,@]+ )+(\\w+)\\([^;]*$");
  private static final Pattern HUMP =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");
  private static final Pattern SKIPPED =
      Pattern.compile("\\.(?!github).+|target|node_modules|.*-lock\\.json");
  private static final Pattern BANNED =
      Pattern.compile(
          "\\b(?:" + String.join("|", WORDS.stream().map(Word::banned).toList()) + ")\\b");

  @Test
  void text_ofTheProject_hasNoBannedWord() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(Path.of(".."))) {
      found.addAll(bannedIn(file));
    }

    assertThat(found).as("%d banned words", found.size()).isEmpty();
  }

  @Test
  void bannedWords_ofALine_areFoundInNamesAndSentences() {
    assertThat(banned("a/src/main/java/A.java", "boolean isToldBy(Answer it) // it TELLS")).hasSize(3);
    assertThat(banned("a/src/main/java/A.java", "boolean retold(Trailing it) // it tellsX")).isEmpty();
    assertThat(banned("a/src/test/java/A.java", "  void call_refused_isRetried() {")).hasSize(1);
    assertThat(banned("a/src/test/java/A.java", "    assertThat(refused).isTrue();")).isEmpty();
  }

  private static List<String> bannedIn(Path file) throws IOException {
    String path = Path.of("..").relativize(file).toString().replace('\\', '/');
    List<String> found = new ArrayList<>();
    if (PROSE_FILES.matcher(path).matches() || TEST_FILES.matcher(path).matches()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (String problem : banned(path, lines.get(i))) {
          found.add(path + ":" + (i + 1) + ": " + problem);
        }
      }
    }
    return found;
  }

  private static List<String> banned(String path, String line) {
    String checked = TEST_FILES.matcher(path).matches() ? declared(line) : line;
    String words = HUMP.matcher(checked).replaceAll(" ").toLowerCase(Locale.ROOT);
    List<String> found =
        BANNED.matcher(words).results().map(MatchResult::group).map(WordsTest::advice).toList();
    boolean allowed = EXCEPTIONS.stream().anyMatch(e -> !found.isEmpty() && e.covers(path, line));
    return allowed ? List.of() : found;
  }

  private static String declared(String line) {
    Matcher declaration = DECLARATION.matcher(line);
    return declaration.find() ? declaration.group().replaceAll("\\(.*", "") : "";
  }

  private static String advice(String found) {
    Word word = WORDS.stream().filter(w -> found.matches(w.banned)).findFirst().orElseThrow();
    return found + " → " + word.better;
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped =
                !folder.equals(root) && SKIPPED.matcher(folder.getFileName().toString()).matches();
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files.stream().sorted().toList();
  }

  private record Word(String banned, String better) {
    Word(String[] cells) {
      this(cells[0], cells[1]);
    }
  }

  private record Allowed(String path, String line, String reason) {
    Allowed(String[] cells) {
      this(cells[0], cells[1], cells[2]);
    }

    boolean covers(String file, String text) {
      return file.matches(path) && text.matches(line);
    }
  }

  private static <T> List<T> table(
      String rows, Function<String[], T> row) {
    return rows.lines().map(line -> row.apply(line.split(" +\\| +"))).toList();
  }
}
