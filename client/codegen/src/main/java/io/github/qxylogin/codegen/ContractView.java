package io.github.qxylogin.codegen;

import static java.util.stream.Collectors.joining;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the contract the client has to know at run time, as Java that says it: statements that
 * set the facts of {@code ApiContract}, and of an operation those of its.
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
   * @param facts the statements that say what it is
   */
  public record OperationView(String id, String made, List<String> facts) {}

  /**
   * A family of codes.
   *
   * @param english its title, as Java writes it
   * @param chinese its title, as Java writes it
   */
  public record FamilyView(String name, String key, String about, String english, String chinese) {}

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
      JsonNode titles = told.path(family.key());
      String english = titles.path("en").asText("A code of no documented family.");
      families.add(
          new FamilyView(
              family.name(),
              family.key(),
              Docs.sentence(english),
              literal(english),
              literal(titles.path("zh").asText("未知错误码"))));
    }
    return families;
  }

  private static List<String> facts(Contract contract) {
    List<String> facts = new ArrayList<>();
    facts.add(set("server", contract.server()));
    facts.add(set("publicKey", publicKey(contract)));
    var headers = contract.securityHeaders();
    facts.add(set("tokenHeader", headers.token()));
    facts.add(set("dateHeader", headers.date()));
    facts.add(set("signatureHeader", headers.signature()));
    facts.add("skew = " + call("Duration.parse", headers.skew().toString()));
    facts.add(set("dateSkewed", contract.codes().answerTo(Condition.DATE_SKEWED).code().code()));
    facts.add(set("grant", grant(contract)));
    facts.add("sensitive.addAll(" + list(contract.sensitiveNames().stream().sorted()) + ")");
    facts.add("listed.addAll(" + list(contract.codes().names().stream().sorted()) + ")");
    contract.codes().all().forEach(code -> facts.add("codes.add(" + code(code) + ")"));
    contract.codes().classes().forEach(like -> facts.add("codes.addClass(" + code(like) + ")"));
    return facts.stream().map(fact -> "contract." + fact).toList();
  }

  private static String publicKey(Contract contract) {
    return contract.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .map(Field::publicKey)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The contract has no publicKey in x-encryption"));
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
      facts.add("acting = true");
    }
    if (!operation.signed()) {
      facts.add("signed = false");
    }
    if (operation.idempotence().told()) {
      facts.add("idempotent = true");
    }
    operation
        .idempotence()
        .when()
        .forEach((field, values) -> facts.add(put("idempotentWhen", field, list(texts(values)))));
    operation
        .alternatives()
        .forEach(names -> facts.add("alternatives.add(" + list(names.stream().sorted()) + ")"));
    operation
        .requiredWhen()
        .forEach(
            when ->
                facts.add(
                    "requiredWhen.add(new Operation.RequiredWhen(%s, %s, %s, %s))"
                        .formatted(
                            literal(when.field()),
                            list(texts(when.values())),
                            when.unless(),
                            list(when.required().stream()))));
    operation
        .spellings()
        .forEach((other, name) -> facts.add(put("spellings", other, literal(name))));
    operation.texts().stream().sorted().forEach(text -> facts.add(call("texts.add", text)));
    operation.carried().forEach(name -> facts.add(call("carried.add", name)));
    operation.codes().own().forEach(code -> facts.add("codes.add(" + code(code) + ")"));
    operation.codes().merged().forEach(code -> facts.add("codes.add(" + code(code) + ")"));
    operation.codes().ownClasses().forEach(like -> facts.add("codes.addClass(" + code(like) + ")"));
    Stream<String> parts =
        Stream.concat(
            operation.fields().stream().flatMap(field -> field(operation, field)),
            operation.outcomes().stream().flatMap(ContractView::outcome));
    return new OperationView(
        operation.id(),
        call("operation", operation.id(), operation.method(), operation.path()),
        Stream.concat(facts.stream().map(fact -> "operation." + fact), parts).toList());
  }

  private static Stream<String> field(Operation operation, Field field) {
    List<String> facts = new ArrayList<>();
    if (field.required()) {
      facts.add("required = true");
    }
    Field.EncryptedWhen when = field.encryptedWhen();
    if (when != null || field.publicKey() != null) {
      facts.add("encrypted = true");
    }
    if (when != null) {
      JsonNode says =
          operation.fields().stream()
              .flatMap(telling -> when.valueFor(telling).stream())
              .findFirst()
              .orElseThrow();
      facts.add(set("telling", when.field()));
      facts.add("saysEncrypted = " + json(says));
      facts.add("encryptedValues = " + list(texts(when.values())));
    }
    if (!field.keepsEffect().isEmpty()) {
      facts.add("usual = " + json(field.keepsEffect().get(0)));
      facts.add("usualValues = " + list(texts(field.keepsEffect())));
    }
    return added("field", "fields", "new RequestField(" + literal(field.name()) + ")", facts);
  }

  private static Stream<String> outcome(Outcome outcome) {
    List<String> facts = new ArrayList<>();
    outcome.needs().forEach(place -> facts.add("needs.add(" + pointer(place) + ")"));
    outcome.needsOne().forEach(place -> facts.add("needsOne.add(" + pointer(place) + ")"));
    outcome.absent().forEach(place -> facts.add("absent.add(" + pointer(place) + ")"));
    values(facts, "is", outcome.is());
    values(facts, "isOne", outcome.isOne());
    values(facts, "isNot", outcome.isNot());
    String code = outcome.code() == null ? "null" : literal(outcome.code());
    if (outcome.family() != null) {
      facts.add("family = Family." + outcome.family().name());
    }
    String made = "new OutcomeRule(%s, %s)".formatted(literal(outcome.name()), code);
    return added("outcome", "outcomes", made, facts);
  }

  /** Returns the statements that make a part of an operation, in a variable that each part uses. */
  private static Stream<String> added(
      String variable, String list, String made, List<String> facts) {
    return Stream.of(
            Stream.of(variable + " = " + made),
            facts.stream().map(fact -> variable + "." + fact),
            Stream.of("operation.%s.add(%s)".formatted(list, variable)))
        .flatMap(statements -> statements);
  }

  private static void values(List<String> facts, String name, Map<?, JsonNode> values) {
    values.forEach(
        (place, value) ->
            facts.add("%s.put(%s, %s)".formatted(name, pointer(place), literal(value.toString()))));
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

  private static Stream<String> texts(Collection<JsonNode> values) {
    return values.stream().map(JsonNode::asText).distinct();
  }

  private static String set(String name, String value) {
    return name + " = " + literal(value);
  }

  private static String put(String map, String key, String value) {
    return "%s.put(%s, %s)".formatted(map, literal(key), value);
  }

  private static String list(Stream<String> texts) {
    return "Arrays.asList(%s)".formatted(texts.map(ContractView::literal).collect(joining(", ")));
  }

  private static String json(JsonNode value) {
    return call("ApiContract.json", value.toString());
  }

  private static String pointer(Object place) {
    return call("JsonPointer.compile", place.toString());
  }

  private static String call(String name, String... texts) {
    return "%s(%s)"
        .formatted(name, Stream.of(texts).map(ContractView::literal).collect(joining(", ")));
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
