package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;
import static io.github.qxylogin.contract.Specimen.ours;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of flows and of the code catalogue. */
final class FlowRules {
  private static final JsonPointer FLOW = JsonPointer.compile("/x-flow");
  private static final JsonPointer CATALOGUE = JsonPointer.compile("/x-codes");

  private FlowRules() {}

  static List<ContractRule> all() {
    return List.of(
        new ContractRule(
            "each part in a flow has an answer to each condition of its limits",
            FlowRules::conditions,
            document -> ours(document, "uploadSmsCode", "wrong-sms-code").remove("when")),
        new ContractRule(
            "a flow names fields that its operation takes",
            FlowRules::fields,
            document ->
                operation(document, "sendSmsCode").withObject("/x-flow").put("mobile", "phone")),
        new ContractRule(
            "what a flow puts into answers has its place in a documented one",
            FlowRules::places,
            document ->
                operation(document, "uploadSmsCode")
                    .withObject("/x-mock/flow")
                    .putArray("carried")
                    .add("/data/accountID")),
        new ContractRule(
            "a flow that needs no SMS names values that its field describes",
            FlowRules::withoutSms,
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-flow/withoutSms")
                    .putArray("values")
                    .add("44")),
        new ContractRule(
            "a member that is new or masked in answers stands in a documented one",
            FlowRules::renewed,
            document ->
                operation(document, "getQrCode")
                    .withObject("/x-mock/flow")
                    .putArray("fresh")
                    .add("/data/qrCodeId")),
        new ContractRule(
            "an operation with fields tells whom a call is for",
            FlowRules::identities,
            document ->
                operation(document, "uploadCookie").withObject("/x-flow").remove("identity")),
        new ContractRule(
            "a check of a session tells which one",
            FlowRules::sessions,
            document ->
                operation(document, "checkSession").withObject("/x-flow").remove("session")),
        new ContractRule(
            "a session that is opened can be checked",
            FlowRules::opened,
            document ->
                operation(document, "loginByQrCode")
                    .withObject("/x-mock/flow")
                    .putArray("opens")
                    .add("checkSelfHeldLogin")),
        new ContractRule(
            "a task that is issued can be redeemed in its group",
            FlowRules::redeemed,
            document ->
                operation(document, "loginByQrCode")
                    .withObject("/x-flow")
                    .put("role", "uploads-session")),
        new ContractRule(
            "an operation that issues a task links to the one that redeems it",
            FlowRules::linked,
            document ->
                ((ObjectNode) operation(document, "getQrCode").at("/responses/200"))
                    .remove("links")),
        new ContractRule(
            "the catalogue answers each condition that no answer does",
            FlowRules::catalogue,
            document ->
                document
                    .at("/x-codes/codes")
                    .forEach(code -> ((ObjectNode) code).remove("answers"))),
        new ContractRule(
            "each code and each family is explained in Chinese and English, with evidence",
            FlowRules::codes,
            document -> ((ObjectNode) document.at("/x-codes/codes/0")).put("zh", "ok")),
        new ContractRule(
            "what a flow says is graded, and an assumed limit stands below the facts",
            FlowRules::graded,
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-flow/resendAfter")
                    .put("evidence", "assumed")));
  }

  private static void conditions(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      for (Condition condition :
          part.operation().flow().map(FlowRules::expected).orElse(List.of())) {
        findings.check(
            part.operation(),
            FLOW,
            part.operation().caseWhen(condition).isPresent(),
            "has no answer when " + condition.key());
      }
    }
  }

  private static List<Condition> expected(Flow flow) {
    List<Condition> expected = new ArrayList<>();
    flow.resendAfter().ifPresent(limit -> expected.add(Condition.SMS_TOO_RECENT));
    flow.withoutSms().ifPresent(without -> expected.add(Condition.SMS_NOT_NEEDED));
    flow.smsCode().ifPresent(code -> expected.add(Condition.SMS_CODE_WRONG));
    flow.lock().ifPresent(lock -> expected.add(Condition.LOGIN_LOCKED));
    flow.token()
        .ifPresent(
            token ->
                expected.addAll(List.of(Condition.SECRET_WRONG, Condition.REFRESH_TOKEN_UNKNOWN)));
    if (flow.role() == Flow.Role.REDEEMS_TASK) {
      expected.add(Condition.TASK_ENDED);
    }
    if (flow.role() == Flow.Role.CHECKS_SESSION) {
      expected.addAll(List.of(Condition.SESSION_HELD, Condition.SESSION_ENDED));
    }
    return expected;
  }

  private static void graded(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      JsonNode flow = part.node().path("x-flow");
      if (flow.isObject()) {
        Operation operation = part.operation();
        findings.check(operation, FLOW, isGraded(flow), "says of its part no documented grade");
        for (String limit : List.of("resendAfter", "taskLifetime", "sessionLifetime", "lock")) {
          findings.check(
              operation,
              FLOW.appendProperty(limit),
              !flow.has(limit) || isGraded(flow.path(limit)),
              limit + " has no such grade");
        }
      }
    }
  }

  private static boolean isGraded(JsonNode part) {
    String grade = part.path("evidence").asText();
    return Stream.of(Evidence.values())
        .anyMatch(e -> e != Evidence.ASSUMED && e.key().equals(grade));
  }

  private static void fields(Specimen specimen, Findings findings) {
    for (Specimen.Part part : specimen.operations()) {
      List<String> fields = part.operation().fields().stream().map(Field::name).toList();
      for (String name : part.operation().flow().map(FlowRules::named).orElse(List.of())) {
        findings.check(part.operation(), FLOW, fields.contains(name), "takes no " + name);
      }
    }
  }

  private static List<String> named(Flow flow) {
    List<String> named = new ArrayList<>(flow.identity());
    named.addAll(flow.session());
    named.addAll(flow.person());
    flow.mobile().ifPresent(named::add);
    flow.kind().ifPresent(named::add);
    flow.lock().ifPresent(lock -> named.add(lock.taxNumber()));
    flow.token().ifPresent(token -> named.addAll(named(token)));
    flow.smsCode().ifPresent(named::add);
    flow.withoutSms().ifPresent(without -> named.add(without.field()));
    flow.derived().forEach(derived -> named.addAll(derived.fields()));
    flow.task().ifPresent(named::add);
    return named;
  }

  private static List<String> named(Flow.Token token) {
    return List.of(token.appKey(), token.secret(), token.grant(), token.refreshToken());
  }

  private static void places(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (JsonPointer place : operation.flow().map(FlowRules::places).orElse(List.of())) {
        findings.check(
            operation,
            FLOW,
            operation.cases().stream().anyMatch(c -> !c.answer().at(place).isMissingNode()),
            "has no answer with " + place);
      }
    }
  }

  /** A new refresh token is no such place: the documented answer has none. */
  private static List<JsonPointer> places(Flow flow) {
    List<JsonPointer> places = new ArrayList<>(flow.carried());
    flow.taskAt().ifPresent(places::add);
    flow.derived().forEach(derived -> places.add(derived.at()));
    flow.token().ifPresent(token -> places.addAll(List.of(token.at(), token.lifetime())));
    return places;
  }

  private static void withoutSms(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      operation
          .flow()
          .flatMap(Flow::withoutSms)
          .ifPresent(
              without ->
                  without
                      .values()
                      .forEach(
                          value ->
                              findings.check(
                                  operation,
                                  FLOW.appendProperty("withoutSms"),
                                  describes(operation, without.field(), value),
                                  without.field() + " describes no value " + value)));
    }
  }

  private static boolean describes(Operation operation, String field, String value) {
    return operation.fields().stream()
        .anyMatch(f -> f.name().equals(field) && f.names().containsKey(value));
  }

  private static void renewed(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      Stream<JsonPointer> places =
          operation.flow().stream()
              .flatMap(flow -> Stream.concat(flow.fresh().stream(), flow.maskedMobile().stream()));
      places.forEach(
          place ->
              findings.check(
                  operation,
                  FLOW,
                  operation.cases().stream().anyMatch(c -> c.answer().at(place).isTextual()),
                  "answers no text at " + place));
    }
  }

  private static void opened(Specimen specimen, Findings findings) {
    List<String> checks =
        specimen.contract().operations(Flow.Role.CHECKS_SESSION).stream()
            .map(Operation::id)
            .toList();
    for (Operation operation : specimen.contract().operations()) {
      List<String> opens = operation.flow().map(Flow::opens).orElse(List.of());
      findings.check(operation, FLOW, checks.containsAll(opens), opens + " check no session");
    }
  }

  private static void identities(Specimen specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      boolean told =
          operation
              .flow()
              .filter(f -> !f.identity().isEmpty() || f.role() == Flow.Role.REDEEMS_TASK)
              .isPresent();
      findings.check(operation, FLOW, told || operation.fields().isEmpty(), "tells no identity");
    }
  }

  private static void sessions(Specimen specimen, Findings findings) {
    for (Operation check : specimen.contract().operations(Flow.Role.CHECKS_SESSION)) {
      findings.check(
          check, FLOW, !check.flow().orElseThrow().session().isEmpty(), "names no session");
    }
  }

  private static void redeemed(Specimen specimen, Findings findings) {
    for (Operation issuing : specimen.contract().operations(Flow.Role.ISSUES_TASK)) {
      findings.check(
          issuing,
          FLOW,
          specimen.contract().operations(Flow.Role.REDEEMS_TASK).stream()
              .anyMatch(redeeming -> redeeming.tag().equals(issuing.tag())),
          "issues tasks that nothing redeems");
    }
  }

  private static void linked(Specimen specimen, Findings findings) {
    List<String> redeeming =
        specimen.contract().operations(Flow.Role.REDEEMS_TASK).stream().map(Operation::id).toList();
    for (Specimen.Part part : specimen.operations()) {
      if (part.operation().flow().filter(f -> f.role() == Flow.Role.ISSUES_TASK).isPresent()) {
        JsonNode links = part.node().at("/responses/200/links");
        findings.check(
            part.operation(),
            FLOW,
            links.findValuesAsText("operationId").stream().anyMatch(redeeming::contains),
            "links to nothing that redeems its task");
      }
    }
  }

  private static void catalogue(Specimen specimen, Findings findings) {
    Set<Condition> answered = new HashSet<>();
    for (Operation operation : specimen.contract().operations()) {
      operation.cases().forEach(c -> c.when().ifPresent(answered::add));
      if (operation.signed()) {
        answered.remove(Condition.TOKEN_MISSING);
        answered.remove(Condition.TOKEN_EXPIRED);
      }
    }
    answered.remove(Condition.PARAMETER_MISSING);
    for (Condition condition : Condition.values()) {
      findings.check(
          CATALOGUE,
          condition.key(),
          answered.contains(condition) || isAnswered(specimen.contract(), condition),
          "has no answer");
    }
  }

  private static boolean isAnswered(Contract contract, Condition condition) {
    return contract.codes().answers().stream().anyMatch(answer -> answer.when() == condition);
  }

  private static void codes(Specimen specimen, Findings findings) {
    Value catalogue = new Value(specimen.document().at(CATALOGUE), CATALOGUE);
    catalogue
        .at("codes")
        .list()
        .forEach(code -> explained(code, code.node().path("code").asText(), findings));
    catalogue.at("families").members().forEach((name, f) -> explained(f, name, findings));
  }

  private static void explained(Value value, String name, Findings findings) {
    JsonNode node = value.node();
    boolean chinese = node.path("zh").asText().matches(".*\\p{IsHan}.*");
    boolean english = node.path("en").asText().matches("(?:[A-Z]|req_date).*\\.");
    findings.check(value, name, chinese, "has no Chinese");
    findings.check(value, name, english, "has no English");
    findings.check(value, name, node.path("evidence").isTextual(), "has no evidence");
  }
}
