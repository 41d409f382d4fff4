package io.github.qxylogin.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final JsonNode DOCUMENT =
      json(
          """
          {"paths": {
             "/v2/a": {"post": {"tags": ["x"], "summary": "A"}},
             "/v2/b": {"post": {"tags": ["x", "y"]}, "get": {"tags": []}}},
           "x-codes": [{"code": "4000", "zh": "a"}, {"code": "4001", "zh": "b"}]}
          """);

  @Test
  void applied_document_staysAsItWas() {
    ObjectNode document = (ObjectNode) DOCUMENT.deepCopy();

    Overlay.applied(
        Path.of("a.yaml"), json("{'actions': [{'target': '$.paths', 'remove': true}]}"), document);

    assertThat(document).isEqualTo(DOCUMENT);
  }

  @Test
  void applied_fieldThatBecomesSecret_isAPasswordToGenerators() {
    JsonNode edited =
        Overlay.applied(
            Path.of("a.yaml"),
            json(
                "{'actions': [{'target': '$.paths',"
                    + " 'update': {'x': {'type': 'string', 'x-sensitive': true}}}]}"),
            (ObjectNode) DOCUMENT);

    assertThat(edited.at("/paths/x/format").asText()).isEqualTo("password");
  }

  @Test
  void applied_nothing_isNoEdit() {
    assertThat(Overlay.applied(Path.of("a.yaml"), MissingNode.getInstance(), (ObjectNode) DOCUMENT))
        .isEqualTo(DOCUMENT);
  }

  @Test
  void applied_noListOfActions_isNamed() {
    assertThatThrownBy(() -> Overlay.applied(Path.of("a.yaml"), json("{}"), (ObjectNode) DOCUMENT))
        .hasMessage("a.yaml: an OpenAPI Overlay with a list of actions is expected");
  }

  @Test
  void update_ofAnObject_isMergedIntoIt() {
    JsonNode edited = applied("$.paths['/v2/a'].post", "{'summary': 'B', 'x': {'y': [1]}}");

    assertThat(edited.at("/paths/~1v2~1a/post"))
        .isEqualTo(json("{'tags': ['x'], 'summary': 'B', 'x': {'y': [1]}}"));
  }

  @Test
  void update_ofAListInAnObject_addsToIt() {
    JsonNode edited = applied("$.paths['/v2/a'].post", "{'tags': ['z']}");

    assertThat(edited.at("/paths/~1v2~1a/post/tags")).isEqualTo(json("['x', 'z']"));
  }

  @Test
  void update_ofAnotherKind_replacesTheValue() {
    JsonNode edited = applied("$.paths['/v2/a'].post", "{'summary': ['B'], 'tags': 'z'}");

    assertThat(edited.at("/paths/~1v2~1a/post")).isEqualTo(json("{'tags': 'z', 'summary': ['B']}"));
  }

  @Test
  void update_ofAList_isAnEntryMore() {
    JsonNode edited = applied("$['x-codes']", "{'code': '4002'}");

    assertThat(edited.at("/x-codes")).hasSize(3);
    assertThat(edited.at("/x-codes/2/code").asText()).isEqualTo("4002");
  }

  @Test
  void update_listOfAList_addsItsEntries() {
    assertThat(applied("$.paths[\"/v2/a\"].post.tags", "['y', 'z']").at("/paths/~1v2~1a/post/tags"))
        .isEqualTo(json("['x', 'y', 'z']"));
  }

  @Test
  void target_wildcards_namesAll() {
    JsonNode edited = applied("$.paths.*[*].tags", "'z'");

    assertThat(edited.findValues("tags"))
        .containsExactly(json("['x', 'z']"), json("['x', 'y', 'z']"), json("['z']"));
  }

  @Test
  void target_filter_namesTheEntriesOfATextAlone() {
    assertThat(applied("$['x-codes'][?@.code == '4001']", "{'zh': 'c'}").at("/x-codes"))
        .isEqualTo(json("[{'code': '4000', 'zh': 'a'}, {'code': '4001', 'zh': 'c'}]"));
  }

  @Test
  void remove_manyEntriesOfOneList_takesEach() {
    ObjectNode overlay = overlay("$.paths['/v2/b'].post.tags[*]", json("1"));
    ((ObjectNode) overlay.at("/actions/0")).put("remove", true).remove("update");

    assertThat(on(overlay).at("/paths/~1v2~1b/post/tags")).isEmpty();
  }

  @Test
  void remove_member_isGone() {
    ObjectNode overlay = overlay("$.paths['/v2/b'].post", json("1"));
    ((ObjectNode) overlay.at("/actions/0")).put("remove", true).remove("update");

    assertThat(on(overlay).at("/paths/~1v2~1b")).isEqualTo(json("{'get': {'tags': []}}"));
  }

  @Test
  void target_ofAPlace_namesItAgain() {
    JsonPointer place = JsonPointer.compile("/paths/~1v2~1b/post/tags/1");

    String target = JsonPath.of(place, DOCUMENT);

    assertThat(target).isEqualTo("$.paths['/v2/b'].post.tags[1]");
    assertThat(JsonPath.places(target, DOCUMENT)).containsExactly(place);
  }

  @Test
  void target_thatNamesNothing_isAnErrorWithFileActionAndTarget() {
    assertWrong(
        overlay("$.paths['/v2/c']", json("{}")),
        "o.yaml /actions/0/target: '$.paths['/v2/c']' names nothing in the contract");
  }

  @Test
  void target_thatIsUnsupported_isAnErrorWithTheSupportedOnes() {
    assertWrong(
        overlay("$..tags", json("{}")),
        "o.yaml /actions/0/target: '..tags' in '$..tags' is not read: a target is made of"
            + " .name, ['name'], [0], .* and [?@.name == 'text']");
  }

  @Test
  void update_ofAText_isAnError() {
    assertWrong(
        overlay("$.paths['/v2/a'].post.summary", TextNode.valueOf("B")),
        "o.yaml /actions/0/target: '$.paths['/v2/a'].post.summary' needs remove: true, or an"
            + " update: of an object an object, of a list an entry");
  }

  @Test
  void action_withoutUpdate_isAnError() {
    ObjectNode overlay = overlay("$.paths", json("{}"));
    ((ObjectNode) overlay.at("/actions/0")).remove("update");

    assertWrong(
        overlay,
        "o.yaml /actions/0/target: '$.paths' needs remove: true, or an update: of an object an"
            + " object, of a list an entry");
  }

  @Test
  void remove_everything_isAnError() {
    ObjectNode overlay = overlay("$", json("{}"));
    ((ObjectNode) overlay.at("/actions/0")).put("remove", true);

    assertWrong(overlay, "o.yaml /actions/0/target: the whole contract cannot be removed");
  }

  private static JsonNode applied(String target, String update) {
    return on(overlay(target, json(update)));
  }

  private static ObjectNode overlay(String target, JsonNode update) {
    ObjectNode overlay = (ObjectNode) json("{'overlay': '1.0.0', 'info': {'title': 't'}}");
    overlay.putArray("actions").addObject().put("target", target).set("update", update);
    return overlay;
  }

  private static JsonNode on(ObjectNode overlay) {
    return Overlay.apply(Path.of("o.yaml"), overlay, DOCUMENT.deepCopy(), new Sources());
  }

  private static void assertWrong(ObjectNode overlay, String message) {
    assertThatThrownBy(() -> on(overlay)).isInstanceOf(ContractException.class).hasMessage(message);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }
}
