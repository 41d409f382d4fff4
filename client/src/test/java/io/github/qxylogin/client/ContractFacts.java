package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.contract.OutcomeRule;
import io.github.qxylogin.client.internal.contract.RequestField;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Outcome;
import java.util.Collection;
import java.util.Objects;

/** Tells the client of a contract that was changed for a test, as the generated facts would. */
final class ContractFacts {
  private ContractFacts() {}

  static ApiContract of(Contract contract) {
    ApiContract facts = new ApiContract();
    facts.platform(contract.server(), publicKey(contract));
    var headers = contract.securityHeaders();
    facts.headers(headers.token(), headers.date(), headers.signature(), headers.skew().toString());
    facts.signingIn(
        contract.codes().answerTo(Condition.DATE_SKEWED).code().code(),
        contract.operations(Flow.Role.ISSUES_TOKEN).get(0).flow().token().byCredentials());
    facts.sensitive(contract.sensitiveNames().toArray(String[]::new));
    facts.listed(contract.codes().names().toArray(String[]::new));
    contract.codes().all().forEach(code -> facts.code(code(code)));
    contract.codes().classes().forEach(like -> facts.codeClass(code(like)));
    contract.operations().forEach(operation -> add(facts, operation));
    return facts;
  }

  private static String publicKey(Contract contract) {
    return contract.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .map(Field::publicKey)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static void add(ApiContract facts, io.github.qxylogin.contract.Operation operation) {
    Operation added = facts.operation(operation.id(), operation.method(), operation.path());
    if (operation.effect() != Effect.NONE) {
      added.acting();
    }
    if (!operation.signed()) {
      added.unsigned();
    }
    if (operation.idempotence().told()) {
      added.idempotent();
    }
    operation.idempotence().when().forEach((name, v) -> added.idempotentWhen(name, texts(v)));
    operation.fields().forEach(field -> added.field(field(operation, field)));
    operation.alternatives().forEach(names -> added.alternative(names.toArray(String[]::new)));
    operation
        .requiredWhen()
        .forEach(
            when ->
                added.requiredWhen(
                    when.field(),
                    java.util.List.of(texts(when.values())),
                    when.unless(),
                    when.required().toArray(String[]::new)));
    operation.spellings().forEach(added::spelling);
    operation.texts().forEach(added::text);
    operation.carried().forEach(added::carried);
    operation.outcomes().forEach(outcome -> added.outcome(rule(outcome)));
    operation.codes().own().forEach(code -> added.code(code(code)));
    operation.codes().merged().forEach(code -> added.code(code(code)));
    operation.codes().ownClasses().forEach(like -> added.codeClass(code(like)));
  }

  private static RequestField field(
      io.github.qxylogin.contract.Operation operation, Field described) {
    RequestField field = RequestField.of(described.name());
    if (described.required()) {
      field.required();
    }
    if (described.publicKey() != null) {
      field.encrypted();
    }
    Field.EncryptedWhen when = described.encryptedWhen();
    if (when != null) {
      String json =
          operation.fields().stream()
              .flatMap(telling -> when.valueFor(telling).stream())
              .findFirst()
              .orElseThrow()
              .toString();
      field.encryptedWhen(when.field(), json, texts(when.values()));
    }
    if (!described.keepsEffect().isEmpty()) {
      field.keepsEffect(described.keepsEffect().get(0).toString(), texts(described.keepsEffect()));
    }
    return field;
  }

  private static OutcomeRule rule(Outcome outcome) {
    OutcomeRule rule =
        outcome.code() == null
            ? OutcomeRule.of(outcome.name())
            : OutcomeRule.of(outcome.name(), outcome.code());
    outcome.needs().forEach(place -> rule.needs("" + place));
    outcome.needsOne().forEach(place -> rule.needsOne("" + place));
    outcome.absent().forEach(place -> rule.absent("" + place));
    outcome.is().forEach((place, value) -> rule.is("" + place, value.toString()));
    outcome.isOne().forEach((place, value) -> rule.isOne("" + place, value.toString()));
    outcome.isNot().forEach((place, value) -> rule.isNot("" + place, value.toString()));
    return rule;
  }

  private static Code code(io.github.qxylogin.contract.Code code) {
    return new Code(
        code.code(),
        Family.valueOf(code.family().name()),
        code.english(),
        code.retryable(),
        code.retryAfter() == null ? null : code.retryAfter().toString(),
        code.refusedBeforeActing());
  }

  private static String[] texts(Collection<JsonNode> values) {
    return values.stream().map(JsonNode::asText).distinct().toArray(String[]::new);
  }
}
