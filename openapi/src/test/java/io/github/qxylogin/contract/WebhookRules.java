package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.eachWebhook;
import static io.github.qxylogin.contract.ContractUnderTest.anyOperation;
import static io.github.qxylogin.contract.ContractUnderTest.anyWebhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of webhooks, and of the operations that set their addresses. */
final class WebhookRules {
  private static final JsonPointer FLOW = JsonPointer.compile("/x-flow");
  private static final JsonPointer CALLBACK = FLOW.appendProperty("callback");

  private WebhookRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a webhook, its operation and its file have one name",
            WebhookRules::names,
            document -> anyWebhook(document).put("operationId", "receiveOther")),
        new ContractRule(
            "a webhook needs none of the headers that authenticate a caller",
            eachWebhook(WebhookRules::unsigned),
            document -> anyWebhook(document).remove("security")),
        new ContractRule(
            "a webhook, and no operation, says when the platform calls",
            WebhookRules::callbacks,
            document -> anyOperation(document).withObject("/x-flow").putObject("callback")),
        new ContractRule(
            "a webhook has a documented request with a response that accepts it",
            eachWebhook(WebhookRules::accepted),
            document ->
                anyWebhook(document)
                    .withObject("/x-flow/callback")
                    .putObject("accepted")
                    .put("/code", "?")),
        new ContractRule(
            "the body of a webhook has what the platform keeps of it",
            eachWebhook(WebhookRules::kept),
            document ->
                anyWebhook(document)
                    .withObject("/x-mock/flow/callback/keeps")
                    .put("kind", "spare")
                    .put("at", "/spare")),
        new ContractRule(
            "an operation that sets an address names a webhook",
            WebhookRules::addresses,
            document ->
                anyOperation(document)
                    .withObject("/x-flow")
                    .putObject("address")
                    .put("webhook", "receiveOther")
                    .put("url", "url")));
  }

  private static void names(ContractUnderTest specimen, Findings findings) {
    List<Operation> webhooks = specimen.contract().webhooks();
    DocumentRules.files("webhooks", webhooks, findings);
    for (Operation webhook : webhooks) {
      findings.check(webhook, webhook.id().equals(webhook.path()), "is listed as another");
    }
  }

  /** What signs such a call is on no page. */
  private static void unsigned(Operation webhook, Findings findings) {
    findings.check(webhook, !webhook.signed(), "lacks security: []");
  }

  private static void callbacks(ContractUnderTest specimen, Findings findings) {
    List<Operation> webhooks = specimen.contract().webhooks();
    for (Operation endpoint : specimen.endpoints()) {
      boolean called = endpoint.inFlow(Flow::callback).isPresent();
      findings.check(
          endpoint, FLOW, called == webhooks.contains(endpoint), "has a callback: " + called);
    }
  }

  private static void accepted(Operation webhook, Findings findings) {
    Map<JsonPointer, String> accepted =
        webhook.inFlow(Flow::callback).map(CallbackFlow::accepted).orElse(Map.of());
    findings.check(
        webhook,
        CALLBACK,
        webhook.cases().stream()
            .filter(c -> c.request() != null)
            .anyMatch(c -> accepts(c.response(), accepted)),
        "has no case with a request, and a response with " + accepted);
  }

  private static boolean accepts(JsonNode response, Map<JsonPointer, String> accepted) {
    return accepted.entrySet().stream()
        .allMatch(each -> response.at(each.getKey()).asText().equals(each.getValue()));
  }

  private static void kept(Operation webhook, Findings findings) {
    Optional<JsonPointer> place =
        webhook.inFlow(Flow::callback).map(CallbackFlow::keeps).map(CallbackFlow.Keeps::at);
    findings.check(
        webhook,
        CALLBACK,
        place.isEmpty()
            || webhook.cases().stream()
                .anyMatch(
                    c -> c.request() != null && c.request().at(place.get()).isContainerNode()),
        "has no documented request with " + place);
  }

  private static void addresses(ContractUnderTest specimen, Findings findings) {
    List<String> webhooks = specimen.contract().webhooks().stream().map(Operation::id).toList();
    for (Operation operation : specimen.endpoints()) {
      Optional<Flow.Address> address = operation.inFlow(Flow::address);
      findings.check(
          operation,
          FLOW,
          address.isPresent() == operation.plays(Flow.Role.SETS_CALLBACK),
          "sets a callback, and names no address, or the other way round");
      address.ifPresent(
          set ->
              findings.check(
                  operation,
                  FLOW,
                  webhooks.contains(set.webhook()),
                  "no webhook is " + set.webhook()));
    }
  }
}
