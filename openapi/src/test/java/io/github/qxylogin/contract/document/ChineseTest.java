package io.github.qxylogin.contract.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseTest {
  private static final Set<String> MEMBERS = Set.of("summary", "description", "reason", "note");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Code, headers, paths and addresses are in no language. */
  private static final Pattern CODE = Pattern.compile("`[^`]*`|(?m)^ {4}.*$|https?://\\S+");

  private static final Pattern ENGLISH =
      Pattern.compile("\\b[A-Za-z][a-z']* [A-Za-z][a-z']* [A-Za-z][a-z']*\\b");

  private static final JsonNode CATALOGUE = Resources.json(Resources.CHINESE);
  private static final Chinese CHINESE = new Chinese(CATALOGUE);
  private static final Set<String> TEXTS = new LinkedHashSet<>();

  static {
    collect(Resources.json(Resources.CONTRACT));
  }

  private static void collect(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getValue().isTextual() && MEMBERS.contains(member.getKey())) {
        TEXTS.add(member.getValue().textValue().strip());
      } else if (!Set.of("value", "with").contains(member.getKey())) {
        collect(member.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(ChineseTest::collect);
    }
  }

  @Test
  void texts_ofTheContract_haveTheirChinese() {
    assertThat(TEXTS).hasSizeGreaterThan(900);
    assertThat(TEXTS)
        .filteredOn(text -> CHINESE.text(text).equals(text) || isEnglish(text))
        .as("put the Chinese of these texts into openapi/zh/")
        .isEmpty();
  }

  /** Three English words in a row are a sentence that nobody translated. */
  private static boolean isEnglish(String text) {
    return ENGLISH.matcher(CODE.matcher(CHINESE.text(text)).replaceAll("")).find();
  }

  @Test
  void entries_areAllUsed() {
    assertThat(CATALOGUE.fieldNames())
        .toIterable()
        .filteredOn(entry -> !TEXTS.contains(entry))
        .as("remove these entries of openapi/zh/, or correct their English")
        .isEmpty();
  }

  @Test
  void entries_standOnceInAllFiles() throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path file : Overlay.files(Path.of("zh"))) {
      new ObjectMapper(new YAMLFactory())
          .readTree(file.toFile())
          .fieldNames()
          .forEachRemaining(entries::add);
    }

    assertThat(entries).doesNotHaveDuplicates();
  }

  @Test
  void entries_ofTextsInBothLanguages_beginWithTheVendorsChinese() {
    for (Map.Entry<String, JsonNode> entry : CATALOGUE.properties()) {
      String[] halves = entry.getKey().split(" / ", 2);
      if (halves.length > 1 && HAN.matcher(halves[0]).find()) {
        assertThat(entry.getValue().asText()).as(entry.getKey()).startsWith(halves[0]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Logged in, 已登录",
    "Logged in ×, Logged in ×",
    "登录 / Logged in, 登录",
    "任务 / The task, 任务：登录任务",
    "`a` / `b`, `a` / `b`",
  })
  void text_isTheEntryOrTheHalfOrItself(String text, String chinese) {
    Chinese some = new Chinese(json("{'Logged in': '已登录', '任务 / The task': '任务：登录任务'}"));

    assertThat(some.text(text)).isEqualTo(chinese);
  }

  @Test
  void document_bodiesOfExamples_stay() {
    Chinese some = new Chinese(json("{'A notice': '通知'}"));
    ObjectNode document = json("{'a': [{'summary': 'A notice', 'value': {'title': 'A notice'}}]}");

    assertThat(some.document(document))
        .isEqualTo(json("{'a': [{'summary': '通知', 'value': {'title': 'A notice'}}]}"));
  }

  @Test
  void responses_areNotCalledRequests() {
    assertThat(Chinese.load().document(Resources.json(Resources.JSON)).findValues("responses"))
        .isNotEmpty()
        .noneMatch(responses -> responses.toString().contains("示例请求"));
  }

  @Test
  void published_besidesItsTexts_isTheEnglishOne() {
    ObjectNode english = Resources.json(Resources.JSON);
    ObjectNode chinese = Chinese.load().document(english);

    assertThat(withoutTexts(chinese)).isEqualTo(withoutTexts(english)).isNotEqualTo(english);
    assertThat(chinese.at("/info/title").asText()).isEqualTo("企享云税局登录 API");
  }

  private static JsonNode withoutTexts(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    for (String member : List.of("title", "summary", "description", "reason", "note")) {
      copy.findParents(member).stream()
          .filter(parent -> parent.path(member).isTextual())
          .forEach(parent -> ((ObjectNode) parent).remove(member));
    }
    return copy;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
