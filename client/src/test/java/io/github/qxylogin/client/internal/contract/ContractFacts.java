package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Tells the client of a contract that was changed for a test, as the generated facts would. */
public final class ContractFacts {
  private ContractFacts() {}

  public static ApiContract of(Contract contract) {
    ApiContract facts = new ApiContract();
    facts.server = contract.server();
    facts.publicKey = publicKey(contract);
    facts.tokenHeader = contract.securityHeaders().token();
    facts.dateHeader = contract.securityHeaders().date();
    facts.signatureHeader = contract.securityHeaders().signature();
    facts.skew = contract.securityHeaders().skew();
    facts.dateSkewed = contract.codes().answerTo(Condition.DATE_SKEWED).code().code();
    facts.grant = contract.operations(Flow.Role.ISSUES_TOKEN).get(0).flow().token().byCredentials();
    facts.sensitive.addAll(contract.sensitiveNames());
    facts.listed.addAll(contract.codes().names());
    contract.codes().all().forEach(code -> facts.codes.add(code(code)));
    contract.codes().classes().forEach(like -> facts.codes.addClass(code(like)));
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
    added.acting = operation.effect() != Effect.NONE;
    added.signed = operation.signed();
    added.idempotent = operation.idempotence().told();
    operation.idempotence().when().forEach((name, v) -> added.idempotentWhen.put(name, texts(v)));
    operation.fields().forEach(field -> added.fields.add(field(operation, field)));
    operation.alternatives().forEach(names -> added.alternatives.add(List.copyOf(names)));
    operation
        .requiredWhen()
        .forEach(
            when ->
                added.requiredWhen.add(
                    new Operation.RequiredWhen(
                        when.field(), texts(when.values()), when.unless(), when.required())));
    added.spellings.putAll(operation.spellings());
    added.texts.addAll(operation.texts());
    added.carried.addAll(operation.carried());
    operation.outcomes().forEach(outcome -> added.outcomes.add(rule(outcome)));
    operation.codes().own().forEach(code -> added.codes.add(code(code)));
    operation.codes().merged().forEach(code -> added.codes.add(code(code)));
    operation.codes().ownClasses().forEach(like -> added.codes.addClass(code(like)));
  }

  private static RequestField field(
      io.github.qxylogin.contract.Operation operation, Field described) {
    RequestField field = new RequestField(described.name());
    Field.EncryptedWhen when = described.encryptedWhen();
    field.required = described.required();
    field.encrypted = described.publicKey() != null || when != null;
    if (when != null) {
      field.telling = when.field();
      field.saysEncrypted =
          operation.fields().stream()
              .flatMap(telling -> when.valueFor(telling).stream())
              .findFirst()
              .orElseThrow();
      field.encryptedValues = texts(when.values());
    }
    if (!described.keepsEffect().isEmpty()) {
      field.usual = described.keepsEffect().get(0);
      field.usualValues = texts(described.keepsEffect());
    }
    return field;
  }

  private static OutcomeRule rule(Outcome outcome) {
    OutcomeRule rule = new OutcomeRule(outcome.name(), outcome.code());
    if (outcome.family() != null) {
      rule.family = Family.valueOf(outcome.family().name());
    }
    outcome.needs().forEach(place -> rule.needs.add(pointer(place)));
    outcome.needsOne().forEach(place -> rule.needsOne.add(pointer(place)));
    outcome.absent().forEach(place -> rule.absent.add(pointer(place)));
    outcome.is().forEach((place, value) -> rule.is.put(pointer(place), value.toString()));
    outcome.isOne().forEach((place, value) -> rule.isOne.put(pointer(place), value.toString()));
    outcome.isNot().forEach((place, value) -> rule.isNot.put(pointer(place), value.toString()));
    return rule;
  }

  private static JsonPointer pointer(Object place) {
    return JsonPointer.compile("" + place);
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

  private static List<String> texts(Collection<JsonNode> values) {
    return values.stream().map(JsonNode::asText).distinct().toList();
  }
}
