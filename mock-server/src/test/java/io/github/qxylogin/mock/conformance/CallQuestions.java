package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.BODY_MALFORMED;
import static io.github.qxylogin.contract.Condition.PARAMETER_MISSING;
import static io.github.qxylogin.contract.Condition.PARAMETER_WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Operation.RequiredWhen;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one call of any operation gets: its cases, and the errors of its headers and body. */
final class CallQuestions extends Conversation {
  private final Operation operation;

  private CallQuestions(Server server, Operation operation) {
    super(server);
    this.operation = operation;
  }

  private static Asked<CallQuestions> about(Operation operation) {
    return new Asked<>(operation.id(), server -> new CallQuestions(server, operation));
  }

  /** Each documented request gets its response, as does each preference, value by value. */
  static Stream<Question> documented(Operation operation) {
    Asked<CallQuestions> asked = about(operation);
    for (Case documented : operation.cases()) {
      String name = documented.name();
      asked
          .ask("prefer/" + name, c -> c.prefers(documented))
          .ask(documented.request() != null, "case/" + name, c -> c.asks(documented));
    }
    return asked.stream();
  }

  /** A preference comes before all that may be wrong with the body. */
  private void prefers(Case documented) {
    ask(operation, Who.DOCUMENTED).text("{").prefer(documented).gets(documented);
  }

  /** The mock does not accept the documented credentials. */
  private void asks(Case documented) {
    Who who = documented.equals(operation.firstSuccess()) ? Who.KNOWN : Who.DOCUMENTED;
    ask(operation, who, documented.request()).gets(documented);
  }

  static Stream<Question> headers(Operation operation) {
    Asked<CallQuestions> asked = about(operation);
    for (SigningFault fault : SigningFault.all()) {
      asked.ask(
          operation.signed(),
          "header/" + fault.key(),
          c -> c.ask(operation, Who.KNOWN).rejected(fault));
    }
    return asked.stream();
  }

  /** Each fault of each field gets the error of that field, or else a documented response. */
  static Stream<Question> fields(Operation operation) {
    Asked<CallQuestions> asked = about(operation);
    for (Field field : operation.fields()) {
      FieldFault.of(operation, field)
          .forEach(fault -> asked.ask("field/" + fault.name(), c -> c.has(fault)));
    }
    return asked.stream();
  }

  private void has(FieldFault fault) {
    String field = fault.field().name();
    ObjectNode others = Bodies.usual(operation).without(field);
    Code.ErrorResponse error = CONTRACT.parameterError(operation, fault.condition(), field);
    if (fault.mayBeTaken()) {
      ask(operation, Who.FRESH, others).change(fault.change()).getsAnyCaseOr(error, field);
    } else {
      ask(operation, Who.KNOWN, others).change(fault.change()).rejected(error, field);
    }
  }

  private void rejected(Ask ask, Condition fault, String field) {
    ask.rejected(CONTRACT.parameterError(operation, fault, field), field);
  }

  /** Bodies that hold no fields, or one more than is documented. */
  static Stream<Question> bodies(Operation operation) {
    List<Field> missing = operation.missingFrom(Request.parsed("{}"));
    boolean any = !operation.fields().isEmpty();
    return about(operation)
        .ask(any, "body/malformed", CallQuestions::malformed)
        .ask(any, "body/extra-field", CallQuestions::extraField)
        .ask(!missing.isEmpty(), "body/empty", c -> c.empty(missing.get(0).name()))
        .stream();
  }

  private void malformed() {
    String unfinished = "{\"" + operation.fields().get(0).name() + "\":";
    rejected(ask(operation).text(unfinished), BODY_MALFORMED, "");
  }

  private void empty(String missing) {
    rejected(ask(operation).text(""), PARAMETER_MISSING, missing);
  }

  private void extraField() {
    String extra = "undocumented";
    ask(operation)
        .set(extra, "text")
        .getsAnyCaseOr(CONTRACT.parameterError(operation, PARAMETER_WRONG_TYPE, ""), extra);
  }

  /** Fields that a request needs or not, depending on another field. */
  static Stream<Question> requiredWhen(Operation operation) {
    Asked<CallQuestions> asked = about(operation);
    Set<String> taken = new HashSet<>();
    for (RequiredWhen when : operation.requiredWhen()) {
      for (JsonNode value : when.values()) {
        String with = "-with-" + when.field() + "-" + value.asText();
        ObjectNode body = complete(operation, when.field(), value);
        asked.ask(
            taken.add(with),
            "required/taken" + with,
            c -> c.ask(operation, Who.FRESH, body).getsSomeSuccess());
        for (String field : when.unless() ? List.<String>of() : when.required()) {
          asked.ask("required/" + field + with, c -> c.lacks(field, body));
        }
      }
    }
    return asked.stream();
  }

  private void lacks(String field, ObjectNode body) {
    ObjectNode others = body.deepCopy().without(field);
    rejected(ask(operation, Who.KNOWN, others), PARAMETER_MISSING, field);
  }

  /** Returns a usual body that says so, with no more and no less than it needs then. */
  private static ObjectNode complete(Operation operation, String field, JsonNode value) {
    ObjectNode body = Bodies.usual(operation);
    body.set(field, value);
    operation.requiredWhen().stream()
        .filter(other -> other.unless() && !other.holds(body))
        .forEach(other -> body.remove(other.required()));
    for (Field missing : operation.missingFrom(body)) {
      Stream<JsonNode> any = Stream.of(TextNode.valueOf("1"), Request.parsed("1"));
      Stream.concat(Bodies.documented(operation, missing.name()), any)
          .filter(v -> !v.isNull() && missing.accepts(v))
          .findFirst()
          .ifPresent(v -> body.set(missing.name(), v));
    }
    return body;
  }

  /** Where pages contradict each other about a request, each form gets a success. */
  static Stream<Question> forms(Operation operation) {
    Asked<CallQuestions> asked = about(operation);
    ObjectNode usual = Bodies.usual(operation);
    for (Field field : operation.fields()) {
      for (String type : field.types().size() > 1 ? field.types() : Set.<String>of()) {
        String name = "form/" + field.name() + "-as-" + type;
        asked.ask(name, c -> c.inForm(usual, body -> c.as(field, type, body)));
      }
      if (field.spellingOf() != null) {
        for (String name : List.of(field.name(), field.spellingOf())) {
          asked.ask("form/spelt-" + name, c -> c.inForm(usual, body -> c.spell(field, name, body)));
        }
      }
    }
    for (Set<String> names : operation.alternatives()) {
      // An alternative that no success is documented for is another step of a flow.
      Bodies.documentedSuccesses(operation).stream()
          .map(success -> (ObjectNode) success.request())
          .filter(request -> names.stream().allMatch(request::has))
          .limit(1)
          .forEach(
              request ->
                  asked.ask(
                      "form/by-" + String.join("-", names),
                      c -> c.inForm(request, body -> c.keepOnly(names, body))));
    }
    return asked.stream();
  }

  private void inForm(ObjectNode usual, Consumer<ObjectNode> form) {
    prepared(usual).change(form).getsSomeSuccess();
  }

  /** Begins a call with the task or the account without which it cannot succeed. */
  private Ask prepared(ObjectNode body) {
    Optional<Operation> issue =
        CONTRACT.operations(Flow.Role.ISSUES_TASK).stream()
            .filter(o -> operation.inFlow(Flow::task).isPresent())
            .filter(o -> o.linkTo(operation).isPresent())
            .findFirst();
    if (issue.isPresent()) {
      return ask(operation, ask(issue.get()).succeeds());
    }
    boolean kept =
        operation
            .inFlow(Flow::account)
            .filter(account -> account.does().keeps() && !account.does().creates())
            .isPresent();
    return kept
        ? ask(operation, Who.FRESH, body).about(ask(hosting(Does.CREATES)).succeeds())
        : ask(operation, Who.FRESH, body);
  }

  /** Gives a field a value of one type: the one that it has, or a documented or plain one. */
  private void as(Field field, String type, ObjectNode body) {
    JsonNode now = body.path(field.name());
    Stream<JsonNode> asItIs =
        now.isNumber() || now.isTextual()
            ? Stream.of(now, TextNode.valueOf(now.asText()), Request.parsed(now.asText()))
            : Stream.empty();
    Stream<JsonNode> documented = Bodies.documented(operation, field.name());
    Stream<JsonNode> plain = Stream.of("null", "true", "\"\"", "0").map(Request::parsed);
    Stream.of(field.keepsEffect().stream(), asItIs, documented, plain)
        .flatMap(values -> values)
        .filter(value -> typeOf(value).equals(type))
        .findFirst()
        .ifPresent(value -> body.set(field.name(), value));
  }

  private static String typeOf(JsonNode value) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return value.isIntegralNumber() ? "integer" : type;
  }

  /** Gives a field one of its names, and no other. */
  private void spell(Field field, String name, ObjectNode body) {
    List<String> names = List.of(field.spellingOf(), field.name());
    Field first = Bodies.field(operation, field.spellingOf()).orElseThrow();
    JsonNode value =
        names.stream()
            .filter(body::has)
            .findFirst()
            .map(body::get)
            .orElseGet(() -> TextNode.valueOf(new TreeSet<>(first.names().keySet()).first()));
    body.remove(names);
    body.set(name, value);
  }

  private void keepOnly(Set<String> names, ObjectNode body) {
    Set<String> others = new HashSet<>();
    operation.alternatives().forEach(others::addAll);
    others.removeAll(names);
    body.remove(others);
  }
}
