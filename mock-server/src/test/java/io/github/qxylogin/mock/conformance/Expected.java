package io.github.qxylogin.mock.conformance;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.conformance.Conversation.Made;
import io.github.qxylogin.mock.rules.TextForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole body that a call has to get.
 *
 * @param madeUp the places whose values the mock makes up: not empty, of the documented type
 * @param fresh those of them that are new in each response
 */
record Expected(int status, JsonNode body, Set<JsonPointer> madeUp, Set<JsonPointer> fresh) {
  private static final List<String> REQUEST_ID = List.of("reqId", "req_id");
  private static final Set<Condition> OF_PARAMETERS =
      Set.of(Condition.PARAMETER_MISSING, Condition.PARAMETER_WRONG_TYPE, Condition.BODY_MALFORMED);

  /** Expects every documented value. */
  static Expected documented(Case documented) {
    return new Expected(documented.status(), documented.response(), Set.of(), Set.of());
  }

  /** Expects a documented response, with all that the contract computes for its caller. */
  static Expected of(Case documented, Made now, List<Made> before) {
    Flow flow = now.operation().flow();
    Who who = now.who();
    Expected expected =
        new Expected(
            documented.status(),
            documented.response().deepCopy(),
            new HashSet<>(),
            new HashSet<>());
    if (flow == null || !(expected.body instanceof ObjectNode body)) {
      return expected;
    }
    if (flow.token() != null || who.isFresh()) {
      requestIds(body).forEach(id -> expected.madeUp.add(JsonPointer.empty().appendProperty(id)));
    }
    if (who.isFresh()) {
      if (documented.family() == Family.OK) {
        expected.compute(now, before);
      }
      expected.fillTime(now);
      AccountFlow account = flow.account();
      if (account != null && (account.does().keeps() || documented.family() != Family.OK)) {
        new Accounts(account, now, before).fill(documented, body, expected);
      }
      if (flow.entity() != null && documented.family() != Family.OK) {
        rename(documented, now.request(), body);
      }
    }
    if (flow.token() != null && who != Who.DOCUMENTED && documented.when() == null) {
      expected.fresh.addAll(Set.of(flow.token().at(), flow.token().refreshAt()));
    }
    expected.madeUp.addAll(expected.fresh);
    return expected;
  }

  /**
   * Expects an error that no example documents: code and text, a request id, and nothing else but
   * the other fields of the operation's parameter error.
   */
  static Expected error(
      Contract contract, Operation operation, Code.ErrorResponse error, String field) {
    ObjectNode body =
        operation
            .caseMissing(field)
            .or(() -> operation.caseWhen(Condition.PARAMETER_MISSING))
            .filter(form -> OF_PARAMETERS.contains(error.when()))
            .map(form -> (ObjectNode) form.response().deepCopy())
            .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("reqId", "made up"));
    Set<JsonPointer> madeUp = new HashSet<>();
    requestIds(body).forEach(id -> madeUp.add(JsonPointer.empty().appendProperty(id)));
    body.put("code", error.code().code());
    body.put("message", error.message(field));
    Set<Boolean> documented = successDocumented(contract, operation, error.code().code());
    if (documented.size() > 1) {
      madeUp.add(JsonPointer.compile("/success"));
    }
    body.put("success", documented.stream().findFirst().orElse(error.code().success()));
    return new Expected(operation.firstSuccess().status(), body, madeUp, Set.of());
  }

  /** Expects any value where one is computed from what was sent. */
  Expected inForm(Operation operation) {
    Flow flow = operation.flow();
    if (flow != null && flow.account() == null && !madeUp.isEmpty()) {
      operation.templates().forEach(template -> madeUp.add(template.at()));
    }
    return this;
  }

  /** Returns what responses with a code print as {@code success}: the operation's own first. */
  private static Set<Boolean> successDocumented(
      Contract contract, Operation operation, String code) {
    return Stream.concat(Stream.of(operation), contract.operations().stream())
        .map(
            o ->
                o.cases().stream()
                    .filter(c -> c.code().equals(code) && c.response().path("success").isBoolean())
                    .map(c -> c.response().path("success").booleanValue())
                    .collect(toSet()))
        .filter(documented -> !documented.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  private void fillTime(Made now) {
    ObjectNode clock = JsonNodeFactory.instance.objectNode().put("now", now.at().toString());
    now.operation().templates().stream()
        .filter(Expected::isOfClock)
        .filter(
            template ->
                body.at(template.at().head()) instanceof ObjectNode object
                    && object.has(template.name()))
        .forEach(
            template ->
                Templates.put(
                    (ObjectNode) body.at(template.at().head()), template, Map.of("clock", clock)));
  }

  /** NewerModuleTest knows the account. */
  private static boolean leavesToItsAccount(Flow flow, Template template, JsonNode request) {
    return flow.account() != null
        && !flow.account().does().keeps()
        && !template.namesOf("request").allMatch(request::has);
  }

  private static boolean isOfClock(Template template) {
    return template.namesOf("clock").findAny().isPresent();
  }

  private void compute(Made now, List<Made> before) {
    Operation operation = now.operation();
    Flow flow = operation.flow();
    ObjectNode response = (ObjectNode) body;
    Optional<ObjectNode> entity = entity(flow.entity(), now, before);
    for (Template template : operation.templates()) {
      if (isOfClock(template)) {
        continue;
      }
      if (leavesToItsAccount(flow, template, now.request())) {
        madeUp.add(template.at());
      } else if (template.isA(Template.RANDOM_VALUE)) {
        fresh.add(template.at());
      } else if (template.namesOf("entity").findAny().isPresent()) {
        if (entity.isPresent() && template.namesOf("entity").allMatch(entity.get()::has)) {
          Templates.put(
              (ObjectNode) response.at(template.at().head()),
              template,
              Map.of("entity", entity.get()));
        } else {
          madeUp.add(template.at());
        }
      } else if (!response.at(template.at()).isMissingNode() && !Accounts.isOfOne(template)) {
        Map<String, ObjectNode> known = known(flow, now.request(), before, template);
        if (known.containsKey("task") == template.namesOf("task").findAny().isPresent()) {
          Templates.put((ObjectNode) response.at(template.at().head()), template, known);
        }
      }
    }
    Optional.ofNullable(flow.taskAt()).ifPresent(fresh::add);
    Stream.of(flow.entity(), flow.account())
        .flatMap(
            each ->
                each instanceof EntityFlow listing
                    ? Stream.ofNullable(listing.items())
                    : each instanceof AccountFlow account
                        ? Stream.ofNullable(account.items())
                        : Stream.empty())
        .forEach(items -> madeUp.add(items.at()));
    Stream.ofNullable(flow.entity())
        .map(EntityFlow::at)
        .filter(at -> at != null && entity.isEmpty() && response.at(at).isArray())
        .forEach(madeUp::add);
    fresh.removeIf(at -> response.at(at).isMissingNode());
  }

  /** Returns the entity of a call, as far as calls contain it. */
  private static Optional<ObjectNode> entity(
      @Nullable EntityFlow flow, Made now, List<Made> before) {
    if (flow == null || flow.id() == null) {
      return Optional.empty();
    }
    if (flow.does() == EntityFlow.Does.CREATES) {
      return Optional.of(entity(now));
    }
    return before.stream()
        .filter(made -> creates(made.operation(), flow.kind()))
        .filter(made -> made.id(flow.id()).asText().equals(now.id(flow.id()).asText()))
        .reduce((first, later) -> later)
        .map(made -> entity(made).put("id", made.id(flow.id()).asText()));
  }

  private static ObjectNode entity(Made created) {
    return ((ObjectNode) created.request().deepCopy()).put("createdAt", created.at().toString());
  }

  static boolean creates(Operation operation, String kind) {
    return operation
        .inFlow(Flow::entity)
        .filter(e -> e.does() == EntityFlow.Does.CREATES && e.kind().equals(kind))
        .isPresent();
  }

  /** A text that names values of the documented request names those of this one. */
  private static void rename(Case documented, JsonNode request, ObjectNode body) {
    JsonNode example = documented.request() == null ? body.arrayNode() : documented.request();
    for (Map.Entry<String, JsonNode> field : example.properties()) {
      String text = body.path("message").asText();
      if (request.has(field.getKey()) && !field.getValue().asText().isEmpty()) {
        String word = "(?<![0-9a-z])" + Pattern.quote(field.getValue().asText()) + "(?![0-9a-z])";
        String value = Matcher.quoteReplacement(request.path(field.getKey()).asText());
        body.put("message", text.replaceAll(word, value));
      }
    }
  }

  /** The call that redeems a task may use the values of the call that issued it. */
  private static Map<String, ObjectNode> known(
      Flow flow, JsonNode request, List<Made> before, Template template) {
    Map<String, ObjectNode> known = new HashMap<>(Map.of("request", (ObjectNode) request));
    String task = flow.task() == null ? "" : request.path(flow.task()).asText();
    for (String name : template.namesOf("task").toList()) {
      before.stream()
          .filter(
              made ->
                  made.operation()
                      .inFlow(Flow::taskAt)
                      .filter(at -> made.response().at(at).asText().equals(task))
                      .isPresent())
          .findFirst()
          .map(made -> made.request().has(name) ? made.request() : made.response())
          .map(from -> from.findValue(name))
          .ifPresent(
              value ->
                  known
                      .computeIfAbsent("task", t -> JsonNodeFactory.instance.objectNode())
                      .set(name, value));
    }
    return known;
  }

  static void put(ObjectNode body, JsonPointer at, JsonNode value) {
    if (body.at(at.head()) instanceof ObjectNode parent) {
      String name = at.last().getMatchingProperty();
      parent.set(name, Bodies.like(parent.path(name), value));
    }
  }

  /** Returns what differs; nothing if the response is as expected. */
  List<String> differences(Response response, Operation operation, List<Made> before) {
    List<String> differences = new ArrayList<>();
    if (response.status() != status) {
      differences.add("HTTP " + response.status() + " in place of " + status);
    }
    if (!response.isJson()) {
      differences.add("media type " + response.mediaType());
    }
    JsonNode got = response.json();
    compare(JsonPointer.empty(), body, got, differences);
    SchemaView schema = fresh.isEmpty() ? null : operation.responseSchema();
    for (JsonPointer at : fresh) {
      boolean seen =
          operation.cases().stream().anyMatch(c -> c.response().at(at).equals(got.at(at)))
              || before.stream()
                  .filter(made -> made.operation().equals(operation))
                  .anyMatch(made -> made.response().at(at).equals(got.at(at)));
      if (seen) {
        differences.add(at + " is not new: " + got.at(at));
      }
      schema
          .at(at)
          .flatMap(view -> TextForm.of(view).fault(at.toString(), got.at(at).asText()))
          .ifPresent(wrong -> differences.add(wrong + ": " + got.at(at)));
    }
    return differences;
  }

  private void compare(JsonPointer at, JsonNode wanted, JsonNode got, List<String> differences) {
    if (madeUp.contains(at)) {
      boolean alike = wanted.isMissingNode() || wanted.getNodeType() == got.getNodeType();
      boolean hollow = got.isValueNode() && got.asText().isEmpty() && !wanted.equals(got);
      if (!alike || hollow || got.isMissingNode()) {
        differences.add(at + ": a value like " + wanted + " expected, got " + got);
      }
    } else if (wanted.isObject() && got.isObject()) {
      Set<String> names = new TreeSet<>();
      madeUp.stream()
          .filter(below -> at.equals(below.head()) && fresh.contains(below))
          .forEach(below -> names.add(below.last().getMatchingProperty()));
      wanted.fieldNames().forEachRemaining(names::add);
      got.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> compare(at.appendProperty(name), wanted.path(name), got.path(name), differences));
    } else if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(at.appendIndex(i), wanted.get(i), got.get(i), differences);
      }
    } else if (wanted.getNodeType() != got.getNodeType()
        || !wanted.toString().equals(got.toString())) {
      differences.add(at + ": expected " + shown(wanted) + ", got " + shown(got));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  /** Returns the spellings of the request id that a body has. */
  static Set<String> requestIds(JsonNode body) {
    return REQUEST_ID.stream().filter(body::has).collect(toSet());
  }
}
