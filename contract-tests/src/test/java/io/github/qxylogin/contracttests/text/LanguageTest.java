package io.github.qxylogin.contracttests.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  private static final Path SOURCES = Path.of("src/main/java/io/github/qxylogin/contracttests");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  /** The rooms whose texts a report tells, but for why a run could not be. */
  private static final List<String> WORDING =
      List.of("check", "coverage", "generate", "judge", "run", "report");

  /** What no report of a run tells in these words. */
  private static final List<String> NOT_TOLD =
      List.of(
          // A broken contract, or a mistake of this program.
          "the contract names no",
          "the contract tells no ",
          " tells no states of its task",
          "the success has no request",
          "has no answer",
          ": no value for ",
          "made no call before",
          "JSON-pointer",
          // A wrong option.
          "no check of %s is %s",
          "; there are ",
          // A scenario that has to be written otherwise, which the build or a test tells.
          " has no kind ",
          "there is no kind",
          "is missing: build the module contract-tests",
          "takes nothing over from an earlier call",
          "is no condition",
          "is unknown. Known are: ",
          "is no member of x-flow",
          "is no role with a member of its flow",
          " expected in place of ",
          "no call of %s before it succeeds",
          "no operation plays ",
          "the word '",
          // Known failures that cannot be read, or can be taken off the list.
          "--known",
          "does not exist",
          "cannot be read as a text in UTF-8",
          "wanted 'check-id | until",
          "there is no check",
          "wanted a date such as",
          "is listed as a known failure",
          // Terminals, and why nothing could be written.
          "cannot be written",
          "the reports cannot",
          "no job summary",
          "more characters)",
          "%d/%d checks, %d failed",
          "times)",
          "; not run: ",
          // What stands in the overlay, as in the contract.
          "een in ",
          "always told what was seen",
          "What a server answered",
          "its type on no page",
          ", in no document.",
          // The value of an attribute, not a text.
          "default-src",
          "curl -sS",
          "uuuu-MM-dd",
          "light dark",
          "rows grid",
          "width=device-width",
          "Prefer",
          "API-SV1");

  @ParameterizedTest
  @CsvSource({"zh-CN, ZH", "zh-Hant-TW, ZH", "en-US, EN", "de, EN"})
  void of_locale_isChineseOrElseEnglish(String locale, Language language) {
    assertThat(Language.of(Locale.forLanguageTag(locale))).isEqualTo(language);
  }

  @Test
  void text_ofEitherLanguage_hasBoth() {
    assertThat(Language.EN.text("failed")).isEqualTo(new Text("failed", "失败"));
    assertThat(Language.ZH.text("failed")).isEqualTo(new Text("失败", "failed"));
  }

  @Test
  void text_thatNobodyTranslated_isTheSameInBoth() {
    assertThat(Language.ZH.text("taskId").same()).isTrue();
  }

  @Test
  void text_whatIsQuoted_staysAsItCame() {
    assertThat(Language.ZH.of("wanted \"failed\", got \"nothing\""))
        .isEqualTo("应为 \"failed\"，实为 \"nothing\"");
  }

  @Test
  void summary_ofTheContract_isInBothLanguages() {
    assertThat(Language.ZH.summary("获取 / Get a token")).isEqualTo(new Text("获取", "Get a token"));
  }

  @Test
  void forms_filledIn_areTranslatedAndFilledIn() {
    assertThat(forms())
        .allSatisfy(
            (english, chinese) ->
                assertThat(Language.ZH.of(filled(english)))
                    .isEqualTo(filled(chinese))
                    .isNotEqualTo(filled(english)));
  }

  @Test
  void forms_fillNoOtherGapsThanTheEnglishOnes() {
    assertThat(forms())
        .allSatisfy((english, chinese) -> assertThat(gaps(english)).containsAll(gaps(chinese)));
  }

  private static Set<String> gaps(String form) {
    return Pattern.compile("\\{\\d}")
        .matcher(form)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String filled(String form) {
    return form.replaceAll("\\{(\\d)}", "VALUE$1");
  }

  /** Whoever words a text anew finds out here that zh.json lacks it. */
  @Test
  void texts_ofTheRoomsThatReportsQuote_areAllTranslated() throws IOException {
    Set<String> texts = new TreeSet<>();
    for (String room : WORDING) {
      texts.addAll(texts(SOURCES.resolve(room)));
    }
    texts.addAll(texts(Path.of("src/main/jte")));

    assertThat(texts).hasSizeGreaterThan(150);
    assertThat(texts)
        .filteredOn(text -> NOT_TOLD.stream().noneMatch(text::contains))
        .filteredOn(text -> !isTranslated(text))
        .as("texts that zh.json lacks")
        .isEmpty();
  }

  /** A text may be a part of a longer one. */
  private static boolean isTranslated(String text) {
    String part = text.replaceAll("%(1\\$)?(\\.1)?[sdf]", "\0").replace("\\\"", "\"");
    String stripped =
        part.replaceAll("^wanted |^[\0 :,\"]*got |, got .*$", "")
            .replaceAll("^[\0 :,\"]+|[\0 :,\"]+$", "");
    return forms().keySet().stream()
        .map(form -> form.replaceAll("\\{\\d}", "\0"))
        .anyMatch(form -> form.contains(stripped));
  }

  /** Returns the literals that are more than one word, joined ones as one. */
  private static Set<String> texts(Path folder) throws IOException {
    Set<String> texts = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)^\\s*//.*$", "")
                .replaceAll("\"\\s*\\+\\s*\"", "");
        LITERAL
            .matcher(code)
            .results()
            .map(literal -> literal.group(1))
            .filter(text -> text.matches("(?s).*[a-z'],? [a-z].*"))
            .filter(text -> !text.startsWith("<"))
            .forEach(texts::add);
      }
    }
    return texts;
  }

  private static Map<String, String> forms() {
    try (InputStream in = Language.class.getResourceAsStream("zh.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<Map<String, String>>() {});
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
