package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void of_body_isIndented() {
    assertThat(shown("{\"a\":{\"b\":[1,\"中\"]},\"c\":{}}"))
        .containsExactly(
            "{",
            "  \"a\": {",
            "    \"b\": [",
            "      1,",
            "      \"中\"",
            "    ]",
            "  },",
            "  \"c\": {}",
            "}");
  }

  @Test
  void of_placeOfAFinding_isMarked() {
    assertThat(marked("{\"a\":{\"b\":[1,2]}}", "/a/b/1")).containsExactly("      2");
  }

  @Test
  void of_memberThatIsMissing_isMarkedWhereItWouldStand() {
    assertThat(marked("{\"a\":{\"b\":1}}", "/a/taskId/deeper"))
        .containsExactly("    \"taskId\" is not there");
  }

  @Test
  void of_memberOfNoObject_marksThat() {
    assertThat(marked("{\"a\":null}", "/a/taskId")).containsExactly("  \"a\": null");
  }

  @Test
  void of_nameWithSlashAndTilde_isFound() {
    assertThat(marked("{\"a/b~c\":1}", "/a~1b~0c")).containsExactly("  \"a/b~c\": 1");
  }

  @Test
  void of_placeThatIsNoPointer_marksNothing() {
    assertThat(marked("{\"a\":1}", "HTTP status")).isEmpty();
  }

  @Test
  void of_noBody_isEmpty() {
    assertThat(JsonLines.of(MissingNode.getInstance(), List.of("/a"))).isEmpty();
  }

  @Test
  void of_longBody_isCut() {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1000; i++) {
      numbers.add(i);
    }

    List<JsonLines.Line> lines = JsonLines.of(numbers, List.of());

    assertThat(lines)
        .hasSize(301)
        .last()
        .isEqualTo(new JsonLines.Line("", "… and 702 more lines", true, false));
  }

  @Test
  void of_deepBody_goesOnInOneLine() {
    assertThat(shown("[".repeat(100) + "]".repeat(100)).toString()).contains("[".repeat(69));
  }

  private static List<String> shown(String body) {
    return JsonLines.of(parsed(body), List.of()).stream().map(JsonLinesTest::text).toList();
  }

  private static List<String> marked(String body, String place) {
    return JsonLines.of(parsed(body), List.of(place)).stream()
        .filter(JsonLines.Line::marked)
        .map(JsonLinesTest::text)
        .toList();
  }

  private static String text(JsonLines.Line line) {
    return line.indent() + line.text();
  }

  private static JsonNode parsed(String body) {
    return JsonText.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
