package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Published;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final ObjectNode WHOLE = (ObjectNode) Contract.load().document();
  private static final ObjectNode PUBLISHED = Published.of(WHOLE);

  @Test
  void published_hasNothingThatIsOurs() {
    assertThat(WHOLE.findValues("x-mock")).isNotEmpty();
    assertThat(PUBLISHED.findValues("x-mock")).isEmpty();
    assertThat(PUBLISHED.findParents("value"))
        .isNotEmpty()
        .noneMatch(example -> example.path("x-evidence").asText().equals("assumed"));
  }

  @Test
  void published_hasNoStatementThatIsAssumed() {
    assertThat(PUBLISHED.findValuesAsText("x-evidence")).isNotEmpty().doesNotContain("assumed");
    assertThat(PUBLISHED.findValuesAsText("evidence")).isNotEmpty().doesNotContain("assumed");
  }

  @Test
  void published_hasNothingOfAGenerator() {
    assertThat(PUBLISHED.findValues("x-builder")).isEmpty();
    assertThat(PUBLISHED.findValues("x-field-extra-annotation")).isEmpty();
    assertThat(PUBLISHED.findValues("x-meaning")).isEmpty();
    assertThat(PUBLISHED.findValues("patternProperties")).isEmpty();
  }

  @Test
  void published_ofAnotherContract_hasAnotherDigest() {
    ObjectNode other = WHOLE.deepCopy();
    ContractUnderTest.anyCase(other, "/when").remove("when");

    assertThat(Published.of(other).path("x-digest")).isNotEqualTo(PUBLISHED.path("x-digest"));
    assertThat(Published.of(WHOLE)).isEqualTo(PUBLISHED);
  }

  @Test
  void published_spellings_areMembersLikeAnyOther() {
    JsonNode members = PUBLISHED.at("/components/schemas/EnvelopeMembers/properties");

    assertThat(members.at("/req_id/x-spelling-of").asText()).isEqualTo("reqId");
    assertThat(members.at("/req_id/type").asText()).isEqualTo("string");
  }
}
