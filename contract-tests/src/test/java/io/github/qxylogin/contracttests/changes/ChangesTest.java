package io.github.qxylogin.contracttests.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Overlay;
import io.github.qxylogin.contract.document.Published;
import io.github.qxylogin.contracttests.changes.Changes.Format;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each rule by one edit of the contract, and by the same edit taken back. */
class ChangesTest {
  private static final ObjectNode CONTRACT = (ObjectNode) Contract.load().document();
  private static final Map<String, String> TARGETS =
      Map.of(
          "REQUEST", "$.components.schemas.FetchTokenRequest",
          "RESPONSE", "$.components.schemas.UploadSmsCodeData",
          "CALLBACK", "$.components.schemas.ReceiveHostedNumberSmsRequest",
          "UPLOAD", "$.paths['/v2/public/login/multiacc/dpptpushsms'].post",
          "TOKEN", "$.paths['/v2/public/oauth2/login'].post",
          "PATHS", "$.paths");

  /** Two editions that differ in one statement; {@code !} marks what breaks, either way round. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "REQUEST |  | properties: {x: {type: string}} |  | ! | request field /x",
        "REQUEST |  | properties: {x: {type: string}}, required: [x] | ! | ! | request field /x",
        "REQUEST | properties: {x: {}} | properties: {x: {}}, required: [x] | ! |  | request field /x",
        "REQUEST | properties: {x: {}} | properties: {x: {type: string}} | ! |  | request field type /x",
        "REQUEST | properties: {x: {type: string}} | properties: {x: {type: [string, integer]}} |  | ! | request field type /x",
        "REQUEST | properties: {x: {x-values: [{value: 1}]}} | properties: {x: {x-values: [{value: 1}, {value: 2}]}} |  | ! | request field vocabulary /x",
        "REQUEST | properties: {x: {enum: [1]}} | properties: {x: {enum: [1, 2]}} |  | ! | request field vocabulary /x",
        "REQUEST | properties: {x: {maxLength: 5}} | properties: {x: {maxLength: 10}} |  | ! | request field maximum /x maxLength",
        "REQUEST | properties: {x: {minLength: 5}} | properties: {x: {minLength: 10}} | ! |  | request field minimum /x minLength",
        "REQUEST | properties: {x: {}} | properties: {x: {pattern: a}} | ! |  | request field form /x pattern",
        "REQUEST | properties: {x: {pattern: b}} | properties: {x: {pattern: a}} | ! | ! | request field form /x pattern",
        "REQUEST |  | anyOf: [{required: [type]}] | ! | ! | request field combination anyOf",
        "REQUEST |  | x-required-when: [{field: type, values: [1], required: [x]}] | ! |  | request field combination x-required-when",
        "REQUEST | properties: {x: {}}, required: [x] | properties: {x: {}}, required: [x], x-required-when: [{field: type, values: [1], required: [x]}] |  |  | request field combination x-required-when",
        "RESPONSE | properties: {x: {}}, required: [x], x-required-when: [{field: type, values: [1], required: [x]}] | properties: {x: {}}, required: [x] |  |  | response field combination /data x-required-when",
        "RESPONSE |  | properties: {x: {type: string}} |  | ! | response field /data/x",
        "RESPONSE | properties: {x: {}} | properties: {x: {}}, required: [x] |  | ! | response field /data/x",
        "RESPONSE | properties: {x: {type: string}} | properties: {x: {type: [string, integer]}} | ! |  | response field type /data/x",
        "RESPONSE | properties: {x: {x-values: [{value: 1}]}} | properties: {x: {x-values: [{value: 1}, {value: 2}]}} | ! |  | response field vocabulary /data/x",
        "RESPONSE | properties: {x: {maxLength: 5}} | properties: {x: {maxLength: 10}} | ! |  | response field maximum /data/x maxLength",
        "RESPONSE | properties: {x: {}} | properties: {x: {pattern: a}} |  | ! | response field form /data/x pattern",
        "CALLBACK |  | properties: {x: {type: string}} |  | ! | request field /x",
        "CALLBACK | properties: {x: {type: string}} | properties: {x: {type: [string, integer]}} | ! |  | request field type /x",
        "UPLOAD |  | x-codes: [{code: E9, family: system}] |  |  | code E9",
        "UPLOAD | x-codes: [{code: E9, family: system}] | x-codes: [{code: E9, family: task-ended}] | ! | ! | code E9",
        "UPLOAD |  | x-mock: {cases: {new: {response: {value: {code: 1}}}}} |  | ! | case new",
        "UPLOAD | x-mock: {cases: {new: {response: {value: {a: [1]}}}}} | x-mock: {cases: {new: {response: {value: {a: [2]}}}}} |  |  | case value new /a/0",
        "UPLOAD | x-flow: {taskLifetime: PT3M} | x-flow: {taskLifetime: PT300S} |  | ! | limit taskLifetime",
        "UPLOAD | x-mock: {flow: {lock: {failures: 5}}} | x-mock: {flow: {lock: {failures: 4}}} | ! |  | limit lock/failures",
        "UPLOAD | x-flow: {resendAfter: PT3M} | x-flow: {resendAfter: PT5M} | ! |  | waiting time resendAfter",
        "UPLOAD | x-mock: {flow: {status: {runsFor: PT3S}}} | x-mock: {flow: {status: {runsFor: PT5S}}} | ! |  | waiting time status/runsFor",
        "TOKEN | security: [] | security: [{reqDate: []}] | ! |  | header req_date",
        "PATHS |  | /v2/new: {post: {operationId: addNew, responses: {}}} |  | ! | operation",
        "PATHS | /v2/old: {post: {operationId: addNew, responses: {}}} | /v2/new: {post: {operationId: addNew, responses: {}}} | ! | ! | operation"
      })
  void changes_oneEdit_isOneChange(
      String where, String old, String latest, String edit, String back, String what) {
    ObjectNode before = edited(where, old);
    ObjectNode after = edited(where, latest);

    assertThat(changes(before, after)).containsExactly(marked(edit, what));
    assertThat(changes(after, before)).containsExactly(marked(back, what));
  }

  @Test
  void changes_sameDocument_areNone() {
    Changes none = new Changes(CONTRACT, CONTRACT.deepCopy());

    assertThat(none.areNone()).isTrue();
    assertThat(none.areBreaking()).isFalse();
    assertThat(none.text(Format.MARKDOWN, Language.EN)).isEqualTo("The editions do not differ.\n");
    assertThat(none.text(Format.MARKDOWN, Language.ZH)).isEqualTo("两个版本没有差异。\n");
    assertThat(none.text(Format.JSON, Language.EN)).isEqualTo("[ ]\n");
    assertThat(none.text(Format.GITHUB, Language.EN)).isEmpty();
  }

  @Test
  void changes_publishedDocument_hasWhatItsOwnContractHas() {
    assertThat(changes(CONTRACT, Published.of(CONTRACT))).isEmpty();
    assertThat(changes(Published.of(CONTRACT), CONTRACT)).isEmpty();
  }

  @Test
  void changes_descriptionsAndEvidence_areNotCompared() {
    assertThat(
            changes(
                edited("UPLOAD", "description: a, x-evidence: assumed"),
                edited("UPLOAD", "description: b, x-evidence: guide")))
        .isEmpty();
  }

  @Test
  void text_markdown_hasWhatBreaksFirst() {
    ObjectNode latest = edited("REQUEST", "properties: {a: {type: string}, b: {}}, required: [b]");
    Changes changes = new Changes(CONTRACT, latest);

    assertThat(changes.text(Format.MARKDOWN, Language.EN))
        .isEqualTo(
            """
            ### Breaking changes

            - The request field `/b` of `fetchToken` is new: `required`.

            ### Other changes

            - The request field `/a` of `fetchToken` is new: `optional`.

            """);
    assertThat(changes.text(Format.MARKDOWN, Language.ZH))
        .isEqualTo(
            """
            ### 破坏性变更

            - `fetchToken` 的请求字段 `/b` 新增：`必填`。

            ### 其他变更

            - `fetchToken` 的请求字段 `/a` 新增：`可选`。

            """);
  }

  @Test
  void text_json_hasBothLanguages() {
    JsonNode change =
        json(CONTRACT, edited("REQUEST", "required: [x], properties: {x: {}}")).get(0);

    assertThat(change.path("breaking").asBoolean()).isTrue();
    assertThat(change.path("kind").asText()).isEqualTo("request field");
    assertThat(change.path("operation").asText()).isEqualTo("fetchToken");
    assertThat(change.path("place").asText()).isEqualTo("/x");
    assertThat(change.path("old").asText()).isEmpty();
    assertThat(change.path("new").asText()).isEqualTo("required");
    assertThat(change.path("en").asText())
        .isEqualTo("The request field `/x` of `fetchToken` is new: `required`.");
    assertThat(change.path("zh").asText()).isEqualTo("`fetchToken` 的请求字段 `/x` 新增：`必填`。");
  }

  @Test
  void text_github_isAnErrorWhereItBreaks() {
    Changes changes = new Changes(edited("REQUEST", "properties: {x: {}}"), CONTRACT);

    assertThat(changes.text(Format.GITHUB, Language.EN))
        .isEqualTo(
            "::error title=contract::The request field `/x` of `fetchToken` was removed;"
                + " it was `optional`.\n");
  }

  /** Every kind of change has its words in Chinese. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OPERATION")
  void aspect_each_hasAChineseName(Aspect aspect) {
    String kind = aspect.key().replace('-', ' ');
    boolean field = kind.startsWith("field");

    assertThat(
            Language.ZH.of(
                "The " + (field ? "response " : "") + kind + " `/a` of `op` is new: `1`."))
        .startsWith("`op` 的")
        .doesNotContain(kind);
  }

  private static ObjectNode edited(String where, String update) {
    if (update == null) {
      return CONTRACT;
    }
    String action = "{target: \"%s\", update: {%s}}".formatted(TARGETS.get(where), update);
    return Overlay.applied(Path.of("edit.yaml"), yaml("{actions: [" + action + "]}"), CONTRACT);
  }

  private static JsonNode yaml(String text) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static JsonNode json(ObjectNode old, ObjectNode latest) {
    return JsonText.parse(new Changes(old, latest).text(Format.JSON, Language.EN).getBytes(UTF_8));
  }

  private static List<String> changes(ObjectNode old, ObjectNode latest) {
    List<String> changes = new ArrayList<>();
    for (JsonNode change : json(old, latest)) {
      String breaks = change.path("breaking").asBoolean() ? "!" : null;
      changes.add(
          marked(breaks, change.path("kind").asText() + " " + change.path("place").asText()));
    }
    return changes;
  }

  private static String marked(String breaks, String what) {
    return breaks == null ? what.strip() : "breaking: " + what.strip();
  }
}
