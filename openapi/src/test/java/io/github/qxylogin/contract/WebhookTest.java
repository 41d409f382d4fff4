package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.anyWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contract.masking.Redaction;
import org.junit.jupiter.api.Test;

/** The contract reads webhooks as it reads operations. */
class WebhookTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void webhooks_ofTheContract_haveTheirNamesAsPaths() {
    assertThat(CONTRACT.webhooks())
        .isNotEmpty()
        .extracting(Operation::path)
        .containsExactlyElementsOf(ContractUnderTest.names(CONTRACT.document().path("webhooks")));
  }

  @Test
  void place_ofAWebhook_isWhereTheDocumentHasIt() {
    assertThat(CONTRACT.webhooks())
        .allSatisfy(
            webhook ->
                assertThat(CONTRACT.document().at(Contract.place(webhook)).path("operationId"))
                    .hasToString('"' + webhook.id() + '"'));
  }

  @Test
  void of_webhookWithTheIdOfAnOperation_namesThePlaceOfTheSecond() {
    String id = CONTRACT.operations().get(0).id();
    ObjectNode document = (ObjectNode) CONTRACT.document();
    String name = ContractUnderTest.names(document.path("webhooks")).get(0);
    anyWebhook(document).put("operationId", id);

    assertThatThrownBy(() -> Contract.of(document))
        .isInstanceOf(ContractException.class)
        .hasMessage("/webhooks/" + name + "/post: two operations are " + id);
  }

  @Test
  void cases_ofABodyWithRequiredMembers_haveNoneForAMissingOne() {
    assertThat(CONTRACT.webhooks())
        .anySatisfy(webhook -> assertThat(webhook.fields()).anyMatch(Field::required))
        .allSatisfy(
            webhook ->
                assertThat(webhook.caseWhen(Condition.PARAMETER_MISSING))
                    .as(webhook.id())
                    .isEmpty());
  }

  @Test
  void module_webhookOfAnother_isGone() {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    anyWebhook(document).putArray("x-modules").add("current");

    Contract view = Contract.of(document).module("legacy");

    assertThat(view.webhooks()).hasSize(CONTRACT.webhooks().size() - 1);
    assertThat(view.document().path("webhooks")).hasSize(view.webhooks().size());
  }

  @Test
  void published_webhook_isThereWithoutOurPart() {
    JsonNode webhooks = CONTRACT.published().path("webhooks");

    assertThat(webhooks).hasSize(CONTRACT.webhooks().size());
    assertThat(webhooks.findValues("x-mock")).isEmpty();
  }

  @Test
  void sensitiveNames_memberOfABodyAlone_isMasked() {
    ObjectNode document = (ObjectNode) CONTRACT.document();
    ObjectNode body = (ObjectNode) document.at(CONTRACT.webhooks().get(0).requestSchema().place());
    body.withObject("/properties/spare").put("type", "string").put("x-sensitive", true);

    assertThat(new Redaction(Contract.of(document)).covers("spare")).isTrue();
  }

  @Test
  void signed_webhook_needsNoHeaders() {
    assertThat(CONTRACT.webhooks()).extracting(Operation::signed).containsOnly(false);
  }
}
