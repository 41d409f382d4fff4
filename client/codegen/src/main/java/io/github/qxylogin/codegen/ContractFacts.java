package io.github.qxylogin.codegen;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Operation.RequiredWhen;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the facts of a contract that the client reads at run time from a resource. */
public final class ContractFacts {
  /** Omits empty values. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();

  private static final Set<Family> LOGINS =
      EnumSet.of(Family.LOGIN_INFORMATION, Family.SMS_TOO_FREQUENT);

  private ContractFacts() {}

  /** Returns the facts of a contract as JSON. */
  public static JsonNode of(Contract contract) {
    var headers = contract.securityHeaders();
    Map<String, Object> operations = new LinkedHashMap<>();
    contract
        .operations()
        .forEach(o -> operations.put(o.method() + " " + o.path(), operation(contract, o)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("server", contract.server());
    facts.put("publicKey", publicKey(contract));
    facts.put("tokenHeader", headers.token());
    facts.put("dateHeader", headers.date());
    facts.put("signatureHeader", headers.signature());
    facts.put("skew", headers.skew().toString());
    facts.put("dateSkewed", contract.codes().responseTo(Condition.DATE_SKEWED).code().code());
    facts.put("grant", grant(contract));
    facts.put("sensitive", contract.sensitiveNames().stream().sorted().toList());
    facts.put("listed", contract.codes().names().stream().sorted().toList());
    facts.put("codes", codes(contract.codes().all().stream(), ContractFacts::code));
    facts.put("classes", codes(contract.codes().classes().stream(), ContractFacts::code));
    facts.put("elsewhere", elsewhere(contract));
    facts.put("operations", operations);
    return JSON.valueToTree(facts);
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

  /**
   * Returns the meanings of codes on a path that the contract does not describe. A code that ends a
   * session in any operation ends it there too. A code about a login or its SMS is a {@link
   * Family#BUSINESS} error there.
   */
  private static Map<String, Object> elsewhere(Contract contract) {
    Stream<Code> listed =
        contract.operations().stream().flatMap(o -> codes(contract.codes(), o.codes()));
    Stream<Code> classes =
        contract.operations().stream().flatMap(o -> o.codes().classes().stream());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("codes", elsewhere(listed, contract.codes().all()));
    facts.put("classes", elsewhere(classes, contract.codes().classes()));
    return facts;
  }

  private static Map<String, Object> elsewhere(Stream<Code> own, Collection<Code> usual) {
    Stream<Code> ending = own.filter(code -> code.family() == Family.SESSION_ENDED);
    return codes(Stream.concat(ending, usual.stream()), ContractFacts::elsewhere);
  }

  private static Map<String, Object> elsewhere(Code code) {
    Map<String, Object> facts = code(code);
    if (LOGINS.contains(code.family())) {
      facts.keySet().retainAll(Set.of("rejectedBeforeActing"));
      facts.put("family", Family.BUSINESS.name());
    }
    return facts;
  }

  /** Returns the codes that an operation lists itself, or that one of its classes matches. */
  private static Stream<Code> codes(CodeCatalogue general, CodeCatalogue own) {
    List<String> listed = own.all().stream().map(Code::code).toList();
    Stream<Code> covered =
        general.all().stream()
            .map(Code::code)
            .filter(code -> !listed.contains(code))
            .filter(code -> own.classes().stream().anyMatch(like -> code.matches(like.code())))
            .flatMap(code -> own.find(code).stream());
    return Stream.concat(covered, own.all().stream());
  }

  /** Returns the facts of codes by the codes; the first of one code wins. */
  private static Map<String, Object> codes(Stream<Code> codes, Function<Code, Object> read) {
    Map<String, Object> facts = new LinkedHashMap<>();
    codes.forEach(code -> facts.putIfAbsent(code.code(), read.apply(code)));
    return facts;
  }

  private static Map<String, Object> code(Code code) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("family", code.family().name());
    facts.put("meaning", code.english());
    facts.put("retryable", code.retryable());
    facts.put("retryAfter", Objects.toString(code.retryAfter(), null));
    facts.put("rejectedBeforeActing", code.rejectedBeforeActing());
    return facts;
  }

  private static Map<String, Object> operation(Contract contract, Operation operation) {
    if (operation.path().contains("{")) {
      throw new IllegalArgumentException(
          operation.id() + " has a path with parameters, which the client cannot match");
    }
    var codes = operation.codes();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", operation.id());
    facts.put("acting", operation.effect() != Effect.NONE);
    facts.put("signed", operation.signed());
    facts.put("idempotent", operation.idempotence().documented());
    facts.put(
        "idempotentWhen",
        operation.idempotence().when().entrySet().stream()
            .map(when -> members(when.getKey(), when.getValue(), false))
            .toList());
    facts.put(
        "defaultEffect",
        operation.fields().stream()
            .filter(field -> !field.keepsEffect().isEmpty())
            .map(field -> members(field.name(), field.keepsEffect(), false))
            .toList());
    facts.put("fields", operation.fields().stream().map(f -> field(operation, f)).toList());
    facts.put("complete", complete(operation));
    facts.put("aliases", operation.spellings());
    facts.put("texts", operation.texts().stream().sorted().toList());
    facts.put("carried", carried(operation));
    facts.put("codes", codes(codes(contract.codes(), codes), ContractFacts::code));
    facts.put("classes", codes(codes.classes().stream(), ContractFacts::code));
    facts.put("outcomes", operation.outcomes().stream().flatMap(ContractFacts::rules).toList());
    return facts;
  }

  /** Returns the request fields that linked calls reuse, without secrets. */
  private static Set<String> carried(Operation operation) {
    Set<String> carried = new LinkedHashSet<>();
    for (Link link : operation.links()) {
      for (Link.Source source : link.fields().values()) {
        if (source instanceof Link.Source.Place place && !place.inResponse()) {
          carried.add(place.at().getMatchingProperty());
        }
      }
    }
    operation.fields().stream().filter(Field::sensitive).map(Field::name).forEach(carried::remove);
    return carried;
  }

  private static Map<String, Object> field(Operation operation, Field field) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Field.EncryptedWhen when = field.encryptedWhen();
    facts.put("name", field.name());
    facts.put("encrypted", when != null || field.publicKey() != null);
    if (when != null) {
      facts.put("encryptionFlag", when.field());
      facts.put(
          "encryptedValue",
          operation.fields().stream()
              .filter(encryptionFlag -> encryptionFlag.name().equals(when.field()))
              .flatMap(encryptionFlag -> when.values().stream().filter(encryptionFlag::accepts))
              .findFirst()
              .orElseThrow());
      facts.put("markedEncrypted", List.of(members(when.field(), when.values(), false)));
    }
    facts.put("defaultValue", field.keepsEffect().stream().findFirst().orElse(null));
    return facts;
  }

  /** Returns one rule of a complete request for each alternative. */
  private static List<List<List<Member>>> complete(Operation operation) {
    var alternatives = operation.alternatives();
    return alternatives.isEmpty()
        ? List.of(complete(operation, List.of()))
        : alternatives.stream().map(names -> complete(operation, names)).toList();
  }

  private static List<List<Member>> complete(Operation operation, Collection<String> alternative) {
    List<List<Member>> conditions = new ArrayList<>();
    for (Field field : operation.fields()) {
      String name = field.name();
      boolean usual =
          operation.alternatives().stream().noneMatch(names -> names.contains(name))
              && field.required();
      if (usual || alternative.contains(name)) {
        conditions.add(List.of(there(name)));
      }
      operation.requiredWhen().stream()
          .filter(when -> when.required().contains(name))
          .forEach(when -> conditions.addAll(requiredWhen(name, when)));
    }
    return conditions;
  }

  /** Returns the conditions by which a field is present, or another value does not require it. */
  private static List<List<Member>> requiredWhen(String name, RequiredWhen when) {
    List<Member> others = members(when.field(), when.values(), !when.unless());
    return when.unless()
        ? List.of(Stream.concat(Stream.of(there(name)), others.stream()).toList())
        : others.stream().map(other -> List.of(there(name), other)).toList();
  }

  private static Member there(String name) {
    return there(JsonPointer.empty().appendProperty(name));
  }

  private static Member there(JsonPointer at) {
    return new Member(at.toString(), null, false);
  }

  /** Returns a condition for each value of a field, as a text and without quotes. */
  private static List<Member> members(String field, List<JsonNode> values, boolean not) {
    return values.stream()
        .flatMap(ContractFacts::spellings)
        .distinct()
        .map(value -> new Member(at(field), value, not))
        .toList();
  }

  private static String at(String name) {
    return JsonPointer.empty().appendProperty(name).toString();
  }

  private static Stream<JsonNode> spellings(JsonNode value) {
    String text = value.asText();
    Stream<JsonNode> bare = Stream.of();
    if (text.matches("0|-?[1-9]\\d{0,8}")) {
      bare = Stream.of(IntNode.valueOf(Integer.parseInt(text)));
    } else if (text.matches("true|false")) {
      bare = Stream.of(BooleanNode.valueOf(Boolean.parseBoolean(text)));
    }
    return Stream.concat(Stream.of(value, TextNode.valueOf(text)), bare);
  }

  /** A rule of an outcome: in each list of conditions, at least one holds. */
  private record Rule(String name, @Nullable String family, List<List<Member>> conditions) {}

  /** A member that is present or has a value; {@code not} negates this. */
  private record Member(String at, @Nullable JsonNode is, boolean not) {}

  /** Returns the rules of an outcome: one of them matches its responses. */
  private static Stream<Rule> rules(Outcome outcome) {
    List<List<Member>> conditions = new ArrayList<>();
    outcome.needs().forEach(at -> conditions.add(List.of(there(at))));
    conditions.add(outcome.needsOne().stream().map(ContractFacts::there).toList());
    outcome.is().forEach((at, is) -> conditions.add(List.of(new Member(at.toString(), is, false))));
    conditions.add(
        outcome.isOne().entrySet().stream()
            .map(one -> new Member(one.getKey().toString(), one.getValue(), false))
            .toList());
    outcome
        .isNot()
        .forEach((at, is) -> conditions.add(List.of(new Member(at.toString(), is, true))));
    outcome.absent().forEach(at -> conditions.add(List.of(new Member(at.toString(), null, true))));
    String code = outcome.code();
    if (code != null) {
      conditions.add(members("code", List.of(TextNode.valueOf(code)), false));
    }
    conditions.removeIf(List.of()::equals);
    Rule usual = new Rule(outcome.name(), code == null ? Family.OK.name() : null, conditions);
    return outcome.family() == null
        ? Stream.of(usual)
        : Stream.of(usual, new Rule(outcome.name(), outcome.family().name(), List.of()));
  }
}
