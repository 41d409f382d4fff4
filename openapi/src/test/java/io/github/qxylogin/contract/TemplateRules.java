package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.each;
import static io.github.qxylogin.contract.ContractUnderTest.operation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.document.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of templates in responses, and in the bodies of webhooks. */
final class TemplateRules {
  private static final JsonPointer OURS = JsonPointer.compile("/x-mock");
  private static final JsonPointer RESPONSE = OURS.appendProperty("response");

  private TemplateRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "a template is at a member of a documented success, or of a list with it",
            TemplateRules::places,
            document ->
                operation(document, "getQrCode")
                    .withObject("/x-mock/response/data")
                    .put("qrCodeId", "{{randomValue}}")),
        new ContractRule(
            "a template names a field of the request",
            (specimen, findings) -> names(specimen, findings, "request", TemplateRules::called),
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-mock/response/data")
                    .put("individualId", "{{md5 '' request.grhym}}")),
        new ContractRule(
            "a template names a member of the call that issued the task",
            (specimen, findings) -> names(specimen, findings, "task", TemplateRules::task),
            document ->
                operation(document, "uploadSmsCode")
                    .withObject("/x-mock/response/data")
                    .put("accountId", "{{task.accountID}}")),
        new ContractRule(
            "a template names a member of a hosted account or of its binding",
            (specimen, findings) -> {
              names(specimen, findings, "account", TemplateRules::account);
              names(specimen, findings, "binding", TemplateRules::account);
            },
            document ->
                operation(document, "createAccount")
                    .withObject("/x-mock/response/data")
                    .put("nsrsbh", "{{account.nsrsb}}")),
        new ContractRule(
            "a template takes the time alone from the clock",
            (specimen, findings) ->
                names(specimen, findings, "clock", (contract, operation) -> Set.of("now")),
            document ->
                operation(document, "createAccount")
                    .withObject("/x-mock/response/data")
                    .put("createTime", "{{clock.time}}")),
        new ContractRule(
            "a template names a field of the entity",
            (specimen, findings) -> names(specimen, findings, "entity", TemplateRules::entity),
            document ->
                operation(document, "createAccount")
                    .withObject("/x-mock/response/data")
                    .put("nsrsbh", "{{entity.nsrsbh}}")),
        new ContractRule(
            "a digest is described where its member is",
            each(TemplateRules::digests),
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-mock/response/data")
                    .put("accountId", "{{md5 '[a%b]' request.gryhm request.sjhm}}")));
  }

  private interface Known {
    Set<String> names(Contract contract, Operation operation);
  }

  private static void names(
      ContractUnderTest specimen, Findings findings, String object, Known known) {
    for (Operation operation : specimen.endpoints()) {
      Set<String> names = known.names(specimen.contract(), operation);
      operation.templates().stream()
          .flatMap(template -> template.namesOf(object))
          .forEach(
              name ->
                  findings.check(
                      operation, OURS, names.contains(name), "no " + object + "." + name));
    }
  }

  private static Set<String> request(Operation operation) {
    return operation.fields().stream().map(Field::name).collect(Collectors.toSet());
  }

  /** A call for a hosted account takes what it lacks from the account. */
  private static Set<String> called(Contract contract, Operation operation) {
    Set<String> called = request(operation);
    operation
        .inFlow(Flow::account)
        .filter(account -> !account.does().keeps())
        .ifPresent(account -> called.addAll(account(contract, operation)));
    return called;
  }

  private static Set<String> task(Contract contract, Operation operation) {
    return contract.operations(Flow.Role.ISSUES_TASK).stream()
        .filter(issuing -> issuing.linkTo(operation).isPresent())
        .flatMap(
            issuing ->
                Stream.concat(
                    request(issuing).stream(),
                    issuing.responseSchema().at(JsonPointer.compile("/data")).stream()
                        .flatMap(data -> data.members().stream())))
        .collect(Collectors.toSet());
  }

  /** An account has what it was created or bound with, its enterprise's tax number, and an id. */
  private static Set<String> account(Contract contract, Operation operation) {
    Predicate<AccountFlow.Does> makes = does -> does.creates() || does == AccountFlow.Does.BINDS;
    Stream<String> fields =
        contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
            .filter(o -> o.inFlow(Flow::account).filter(a -> makes.test(a.does())).isPresent())
            .flatMap(o -> request(o).stream());
    Stream<String> taxNumber =
        contract.operations().stream()
            .flatMap(o -> o.inFlow(Flow::entity).stream())
            .flatMap(entity -> entity.unique().stream());
    return Stream.of(fields, taxNumber, Stream.of("id", "createdAt"))
        .flatMap(each -> each)
        .collect(Collectors.toSet());
  }

  /** A webhook has the entity; the platform calls it after the creation. */
  private static Set<String> entity(Contract contract, Operation operation) {
    Optional<String> kind =
        operation
            .inFlow(Flow::entity)
            .map(EntityFlow::kind)
            .or(() -> operation.inFlow(Flow::callback).map(CallbackFlow::after));
    return kind.map(EntityRules.fieldsOfKinds(contract)::get).orElse(Set.of());
  }

  private static void places(ContractUnderTest specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      Stream<JsonNode> successes =
          operation.cases().stream().filter(c -> c.family() == Family.OK).map(Case::response);
      places(operation, operation.responseSchema(), successes.toList(), findings);
    }
    for (Operation webhook : specimen.contract().webhooks()) {
      Stream<JsonNode> bodies =
          webhook.cases().stream().map(Case::request).filter(Objects::nonNull);
      places(webhook, webhook.requestSchema(), bodies.toList(), findings);
    }
  }

  private static void places(
      Operation operation, SchemaView schema, List<JsonNode> documented, Findings findings) {
    for (Template template : operation.templates()) {
      JsonPointer at = template.at();
      findings.check(
          operation,
          OURS,
          at.toString().contains("/0/")
              ? schema.at(at).isPresent()
              : documented.stream().anyMatch(body -> !body.at(at).isMissingNode()),
          at + " is in no documented success or body");
    }
  }

  private static void digests(Operation operation, Findings findings) {
    operation.templates().stream()
        .filter(template -> template.isA(Template.MD5))
        .forEach(
            template -> {
              String separator = template.quoted().get(0);
              Optional<JsonNode> description =
                  operation
                      .responseSchema()
                      .at(template.at())
                      .flatMap(member -> member.nearest("description"))
                      .map(Value::node);
              findings.check(
                  operation,
                  RESPONSE.append(template.at()),
                  description.filter(text -> text.asText().contains(separator)).isPresent(),
                  "is described as no MD5 with " + separator);
            });
  }
}
