package io.github.qxylogin.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the contract the client has to know at run time, as Java that says it: one statement of
 * {@code ApiContract} each, and of an operation one call of its.
 *
 * @param facts the statements about the whole contract
 * @param operations the statements about each operation
 * @param families the names of the families of codes, as an enum has them
 */
public record ContractView(
    List<String> facts, List<OperationView> operations, List<FamilyView> families) {

  /**
   * The statements about an operation.
   *
   * @param id its name
   * @param made the statement that makes it
   * @param facts the calls that say what it is
   */
  public record OperationView(String id, String made, List<String> facts) {}

  /** A family of codes. */
  public record FamilyView(String name, String key, String about, boolean last) {}

  /** Returns what the client has to know of a contract. */
  public static ContractView of(Contract contract) {
    return new ContractView(
        facts(contract),
        contract.operations().stream().map(ContractView::view).toList(),
        families(contract));
  }

  private static List<FamilyView> families(Contract contract) {
    JsonNode told = contract.document().at("/x-codes/families");
    List<FamilyView> families = new ArrayList<>();
    for (Family family : Family.values()) {
      String about = told.path(family.key()).path("en").asText();
      boolean last = families.size() + 1 == Family.values().length;
      families.add(
          new FamilyView(
              family.name(),
              family.key(),
              about.isEmpty() ? family.key().replace('-', ' ') + "." : Docs.sentence(about),
              last));
    }
    return families;
  }

  private static List<String> facts(Contract contract) {
    List<String> facts = new ArrayList<>();
    facts.add(call("platform", contract.server(), publicKey(contract)));
    var headers = contract.securityHeaders();
    facts.add(
        call(
            "headers",
            headers.token(),
            headers.date(),
            headers.signature(),
            headers.skew().toString()));
    facts.add(
        call(
            "signingIn",
            contract.codes().answerTo(Condition.DATE_SKEWED).code().code(),
            grant(contract)));
    facts.add(call("sensitive", contract.sensitiveNames().stream().sorted().toList()));
    facts.add(call("listed", contract.codes().names().stream().sorted().toList()));
    contract.codes().all().forEach(code -> facts.add("code(" + code(code) + ")"));
    contract.codes().classes().forEach(like -> facts.add("codeClass(" + code(like) + ")"));
    return facts;
  }

  private static String publicKey(Contract contract) {
    return contract.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .map(Field::publicKey)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The contract has no x-public-key"));
  }

  private static String grant(Contract contract) {
    return contract.operations(Flow.Role.ISSUES_TOKEN).stream()
        .flatMap(operation -> operation.inFlow(Flow::token).stream())
        .map(Flow.Token::byCredentials)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No operation issues a token"));
  }

  private static OperationView view(Operation operation) {
    if (operation.path().contains("{")) {
      throw new IllegalArgumentException(
          operation.id() + " has a path with parameters, which the client would not know again");
    }
    List<String> facts = new ArrayList<>();
    if (operation.effect() != Effect.NONE) {
      facts.add("acting()");
    }
    if (!operation.signed()) {
      facts.add("unsigned()");
    }
    if (operation.idempotence().told()) {
      facts.add("idempotent()");
    }
    operation
        .idempotence()
        .when()
        .forEach((field, values) -> facts.add(call("idempotentWhen", field, texts(values))));
    operation.fields().forEach(field -> facts.add("field(" + field(operation, field) + ")"));
    operation
        .alternatives()
        .forEach(names -> facts.add(call("alternative", names.stream().sorted().toList())));
    operation
        .requiredWhen()
        .forEach(
            when ->
                facts.add(
                    "requiredWhen(%s, Arrays.asList(%s), %s, %s)"
                        .formatted(
                            literal(when.field()),
                            literals(texts(when.values())),
                            when.unless(),
                            literals(when.required()))));
    operation.spellings().forEach((other, name) -> facts.add(call("spelling", other, name)));
    operation.texts().stream().sorted().forEach(text -> facts.add(call("text", text)));
    operation.carried().forEach(name -> facts.add(call("carried", name)));
    operation.outcomes().forEach(outcome -> facts.add("outcome(" + outcome(outcome) + ")"));
    operation.codes().own().forEach(code -> facts.add("code(" + code(code) + ")"));
    operation.codes().merged().forEach(code -> facts.add("code(" + code(code) + ")"));
    operation.codes().ownClasses().forEach(like -> facts.add("codeClass(" + code(like) + ")"));
    String made = call("operation", operation.id(), operation.method(), operation.path());
    return new OperationView(operation.id(), made, facts);
  }

  private static String field(Operation operation, Field field) {
    StringBuilder java = new StringBuilder("RequestField.of(" + literal(field.name()) + ")");
    if (field.required()) {
      java.append(".required()");
    }
    Field.EncryptedWhen when = field.encryptedWhen();
    if (when != null) {
      String json =
          operation.fields().stream()
              .flatMap(telling -> when.valueFor(telling).stream())
              .map(JsonNode::toString)
              .findFirst()
              .orElseThrow();
      java.append('.').append(call("encryptedWhen", when.field(), json, texts(when.values())));
    } else if (field.publicKey() != null) {
      java.append(".encrypted()");
    }
    if (!field.keepsEffect().isEmpty()) {
      java.append('.')
          .append(
              call(
                  "keepsEffect",
                  field.keepsEffect().get(0).toString(),
                  texts(field.keepsEffect())));
    }
    return java.toString();
  }

  private static String outcome(Outcome outcome) {
    StringBuilder java = new StringBuilder("OutcomeRule.");
    java.append(
        outcome.code() == null
            ? call("of", outcome.name())
            : call("of", outcome.name(), outcome.code()));
    outcome.needs().forEach(place -> java.append('.').append(call("needs", "" + place)));
    outcome.needsOne().forEach(place -> java.append('.').append(call("needsOne", "" + place)));
    outcome.absent().forEach(place -> java.append('.').append(call("absent", "" + place)));
    values(java, "is", outcome.is());
    values(java, "isOne", outcome.isOne());
    values(java, "isNot", outcome.isNot());
    return java.toString();
  }

  private static void values(StringBuilder java, String name, Map<?, JsonNode> values) {
    values.forEach(
        (place, value) -> java.append('.').append(call(name, "" + place, value.toString())));
  }

  private static String code(Code code) {
    return "new Code(%s, Family.%s, %s, %s, %s, %s)"
        .formatted(
            literal(code.code()),
            code.family().name(),
            literal(code.english()),
            code.retryable(),
            code.retryAfter() == null ? "null" : literal(code.retryAfter().toString()),
            code.refusedBeforeActing());
  }

  // Java

  private static List<String> texts(Collection<JsonNode> values) {
    return values.stream().map(JsonNode::asText).distinct().toList();
  }

  private static String call(String name, Object... arguments) {
    return name
        + Arrays.stream(arguments)
            .flatMap(a -> a instanceof Collection<?> many ? many.stream() : Stream.of(a))
            .map(Object::toString)
            .map(ContractView::literal)
            .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
  }

  private static String literals(List<String> texts) {
    return String.join(", ", texts.stream().map(ContractView::literal).toList());
  }

  static String literal(@Nullable String text) {
    StringBuilder java = new StringBuilder("\"");
    String all = text == null ? "" : text;
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      switch (c) {
        case '"', '\\' -> java.append('\\').append(c);
        default -> java.append(c < ' ' ? "\\u%04x".formatted((int) c) : "" + c);
      }
    }
    return java.append('"').toString();
  }
}
