package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static final Pattern BANNED =
      Pattern.compile(
          WORDS.stream().map(Word::banned).collect(Collectors.joining("|", "\\b(?:", ")\\b")));

  private static final Pattern TEXTS =
      Pattern.compile(
          ".*\\.md|openapi/.*\\.yaml"
              + "|.*/src/main/.*\\.(java|kt|js|jte|mustache|css|properties|html|yaml|txt)");
  private static final Pattern TESTS = Pattern.compile(".*/src/test/.*\\.(java|kt)");

  /** Of a test only the names of classes and methods are checked. */
  private static final Pattern DECLARED =
      Pattern.compile(
          "\\b(?:class|record|interface|enum|object|fun) +\\w+"
              + "|^ +(?!return|throw|new|else|assert)(?:[\\w<>\\[\\].?,@]+ )+\\w+(?=\\([^;]*$)");

  private static final Pattern HUMP =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");

  @Test
  void texts_ofTheProject_haveNoBannedWord() {
    assertThat(found()).isEmpty();
  }

  @Test
  void banned_wordsOfALine_areFoundInNamesAndSentences() {
    String main = "a/src/main/java/A.java";
    String test = "a/src/test/java/A.java";

    assertThat(banned(main, "boolean isToldBy(Answer it) // it TELLS")).hasSize(3);
    assertThat(banned(main, "boolean retold(Trailing it) // it tellsX")).hasSize(1);
    assertThat(banned(main, "void handle(HttpExchange exchange)")).isEmpty();
    assertThat(banned(test, "  void call_refused_isRetried() {")).hasSize(1);
    assertThat(banned(test, "    assertThat(refused).isTrue();")).isEmpty();
  }

  static List<String> found() {
    return Page.files(Page.ROOT).flatMap(file -> found(file, Page.ROOT.relativize(file))).toList();
  }

  private static Stream<String> found(Path file, Path path) {
    String name = path.toString().replace('\\', '/');
    if (!TEXTS.matcher(name).matches() && !TESTS.matcher(name).matches()) {
      return Stream.empty();
    }
    List<String> lines = Page.read(file).lines().toList();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(
            i -> banned(name, lines.get(i)).stream().map(b -> name + ":" + (i + 1) + ": " + b));
  }

  private static List<String> banned(String path, String line) {
    if (EXCEPTIONS.stream().anyMatch(e -> path.matches(e.path) && line.matches(e.line))) {
      return List.of();
    }
    Matcher declared = DECLARED.matcher(line);
    String checked =
        !TESTS.matcher(path).matches() ? line : declared.find() ? declared.group() : "";
    String words = HUMP.matcher(checked).replaceAll(" ").toLowerCase(Locale.ROOT);
    return BANNED.matcher(words).results().map(b -> advice(b.group())).toList();
  }

  private static String advice(String found) {
    Word word = WORDS.stream().filter(w -> found.matches(w.banned)).findFirst().orElseThrow();
    return found + " → " + word.better;
  }

  private static <T> List<T> table(String rows, Function<String[], T> row) {
    return rows.lines().map(line -> row.apply(line.split(" +\\| +"))).toList();
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
  }
}
