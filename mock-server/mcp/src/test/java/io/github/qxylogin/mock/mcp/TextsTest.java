package io.github.qxylogin.mock.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.mcp.ControlDocument.Operation;
import io.github.qxylogin.mock.mcp.Texts.Language;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every text of a tool has its Chinese, in zh.yaml or messages_zh.properties. */
class TextsTest {
  private static final JsonNode CHINESE = Texts.read("zh.yaml");

  @Test
  void everyTextOfATool_hasItsChinese() {
    Set<String> missing = english();
    CHINESE.fieldNames().forEachRemaining(missing::remove);

    assertThat(missing).isEmpty();
  }

  @Test
  void everyChineseText_isOfATool() {
    assertThat(CHINESE.fieldNames()).toIterable().isSubsetOf(english());
  }

  @Test
  void everyChineseText_isChinese() {
    assertThat(CHINESE).allSatisfy(text -> assertThat(text.asText()).containsPattern("\\p{IsHan}"));
  }

  @Test
  void everyMessage_isInBothBundles() {
    String bundle = McpMain.class.getPackageName() + ".messages";
    Set<String> chinese = ResourceBundle.getBundle(bundle, Locale.CHINESE).keySet();

    assertThat(chinese).isEqualTo(ResourceBundle.getBundle(bundle, Locale.ROOT).keySet());
  }

  private static Set<String> english() {
    JsonNode own = Texts.read("tools.yaml");
    Texts texts = new Texts(Language.en);
    Set<String> english = new TreeSet<>();
    for (String id : new String[] {"operations", "call"}) {
      add(new ControlDocument(own, texts).operation(id), english);
    }
    ControlDocument control = new ControlDocument(Texts.read("control.yaml"), texts);
    own.path("control").forEach(id -> add(control.operation(id.asText()), english));
    english.remove("");
    return english;
  }

  private static void add(Operation operation, Set<String> texts) {
    texts.add(operation.summary());
    texts.add(operation.description());
    texts.addAll(operation.input().findValuesAsText("description"));
  }
}
