package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractRule.each;
import static io.github.qxylogin.contract.ContractRule.eachEndpoint;
import static io.github.qxylogin.contract.ContractRule.eachPart;
import static io.github.qxylogin.contract.ContractUnderTest.operation;
import static io.github.qxylogin.contract.ContractUnderTest.ours;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            "each part in a flow has a response to each condition of its limits",
            eachPart(FlowRules::conditions),
            document -> ours(document, "uploadSmsCode", "wrong-sms-code").remove("when")),
        new ContractRule(
            "an error of an SMS that comes too soon says to wait as long as the flow does",
            each(FlowRules::waits),
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-flow")
                    .put("resendAfter", "PT3M")),
        new ContractRule(
            "a flow names fields that its operation takes",
            FlowRules::fields,
            document ->
                operation(document, "sendSmsCode").withObject("/x-flow").put("mobile", "phone")),
        new ContractRule(
            "a place of a flow is one of a documented response",
            FlowRules::places,
            document ->
                operation(document, "fetchToken")
                    .withObject("/x-flow/token")
                    .put("at", "/data/accessToken")),
        new ContractRule(
            "a flow that needs no SMS names values that its field describes",
            each(FlowRules::withoutSms),
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-flow/withoutSms")
                    .putArray("values")
                    .add("44")),
        new ContractRule(
            "an operation with a part in a flow has an identity",
            eachEndpoint(FlowRules::identities),
            document ->
                operation(document, "uploadCookie").withObject("/x-flow").remove("identity")),
        new ContractRule(
            "a task is a place where it is issued, and a field where it is redeemed or polled",
            each(FlowRules::tasks),
            document ->
                operation(document, "sendSmsCode").withObject("/x-flow").put("task", "taskId")),
        new ContractRule(
            "a call that may be repeated with some values names a field that has them",
            eachEndpoint(FlowRules::repeated),
            document ->
                operation(document, "fetchToken")
                    .withObject("/x-mock/idempotent/when")
                    .putArray("grant")),
        new ContractRule(
            "a check of a session names it",
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
            "an operation that issues a task links to its redemption",
            FlowRules::linked,
            document ->
                ((ObjectNode) operation(document, "getQrCode").at("/responses/200"))
                    .remove("links")),
        new ContractRule(
            "a task that is polled has a response for each of its states",
            each(FlowRules::polled),
            document ->
                operation(document, "loginByQrCode")
                    .withObject("/x-flow")
                    .put("role", "polls-task")
                    .putObject("status")
                    .put("at", "/data/sflx")
                    .put("running", "1")
                    .put("done", "2")
                    .put("failed", "3")),
        new ContractRule(
            "the catalogue has a response for each condition without a case",
            FlowRules::catalogue,
            document ->
                document
                    .at("/x-codes/codes")
                    .forEach(code -> ((ObjectNode) code).remove("responses"))),
        new ContractRule(
            "each code and each family is explained in Chinese and English, with evidence",
            FlowRules::codes,
            document -> ((ObjectNode) document.at("/x-codes/codes/0")).put("zh", "ok")),
        new ContractRule(
            "documented parts of a flow have evidence",
            eachPart(FlowRules::graded),
            document ->
                operation(document, "sendSmsCode")
                    .withObject("/x-flow")
                    .put("evidence", "assumed")));
  }

  private static void conditions(ContractUnderTest.Part part, Findings findings) {
    for (Condition condition : part.operation().inFlow(FlowRules::expected).orElse(List.of())) {
      findings.check(
          part.operation(),
          FLOW,
          part.operation().caseWhen(condition).isPresent(),
          "has no response when " + condition.key());
    }
  }

  private static void waits(Operation operation, Findings findings) {
    Duration wait = operation.inFlow(Flow::resendAfter).orElse(null);
    Optional<Case> tooSoon = operation.caseWhen(Condition.SMS_TOO_RECENT);
    if (wait != null && tooSoon.isPresent()) {
      Optional<Code> code = operation.code(tooSoon.get().code());
      findings.check(
          operation,
          FLOW.appendProperty("resendAfter"),
          code.map(Code::retryAfter).filter(wait::equals).isPresent(),
          "is %s, and retryAfter of %s is not".formatted(wait, tooSoon.get().code()));
    }
  }

  private static List<Condition> expected(Flow flow) {
    return Stream.of(
            when(flow.resendAfter() != null, Condition.SMS_TOO_RECENT),
            when(flow.withoutSms() != null, Condition.SMS_NOT_NEEDED),
            when(flow.smsCode() != null, Condition.SMS_CODE_WRONG),
            when(flow.lockedBy() != null, Condition.LOGIN_LOCKED),
            when(flow.token() != null, Condition.SECRET_WRONG, Condition.REFRESH_TOKEN_UNKNOWN),
            when(flow.task() != null, Condition.TASK_ENDED),
            when(flow.needsSession() != null, Condition.SESSION_ENDED),
            when(
                flow.role() == Flow.Role.CHECKS_SESSION,
                Condition.SESSION_HELD,
                Condition.SESSION_ENDED))
        .flatMap(conditions -> conditions)
        .toList();
  }

  private static Stream<Condition> when(boolean described, Condition... conditions) {
    return described ? Stream.of(conditions) : Stream.empty();
  }

  private static void graded(ContractUnderTest.Part part, Findings findings) {
    JsonNode flow = part.node().path("x-flow");
    if (flow.isObject()) {
      Operation operation = part.operation();
      findings.check(operation, FLOW, isGraded(flow), "says of its part no documented grade");
    }
  }

  private static boolean isGraded(JsonNode part) {
    String grade = part.path("evidence").asText();
    return Stream.of(Evidence.values())
        .anyMatch(e -> e != Evidence.ASSUMED && e.key().equals(grade));
  }

  private static void fields(ContractUnderTest specimen, Findings findings) {
    for (ContractUnderTest.Part part : specimen.operations()) {
      List<String> fields = new ArrayList<>(names(part.operation()));
      if (isForAnAccount(specimen.contract(), part.operation())) {
        fields.addAll(ofAccounts(specimen.contract()));
      }
      for (String name : part.operation().inFlow(FlowRules::named).orElse(List.of())) {
        findings.check(part.operation(), FLOW, fields.contains(name), "takes no " + name);
      }
    }
  }

  private static List<String> names(Operation operation) {
    return operation.fields().stream().map(Field::name).toList();
  }

  /** What takes up a task is for the account that the task was issued for. */
  private static boolean isForAnAccount(Contract contract, Operation operation) {
    return isForAnAccount(operation)
        || contract.operations(Flow.Role.ISSUES_TASK).stream()
            .filter(FlowRules::isForAnAccount)
            .anyMatch(from -> isTakenUp(from, operation));
  }

  private static boolean isTakenUp(Operation issuing, Operation operation) {
    return operation.inFlow(Flow::task).isPresent() && issuing.linkTo(operation).isPresent();
  }

  private static boolean isForAnAccount(Operation operation) {
    return operation.inFlow(Flow::account).filter(a -> !a.does().keeps()).isPresent();
  }

  /** Returns what an account is created with. */
  private static List<String> ofAccounts(Contract contract) {
    return contract.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(
            o ->
                o.inFlow(Flow::account)
                    .filter(account -> account.does() == AccountFlow.Does.CREATES)
                    .isPresent())
        .flatMap(operation -> names(operation).stream())
        .toList();
  }

  private static List<String> named(Flow flow) {
    List<String> named = new ArrayList<>(flow.identity());
    named.addAll(flow.session());
    named.addAll(flow.person());
    Stream.of(flow.mobile(), flow.smsCode(), flow.task(), flow.lockedBy())
        .filter(Objects::nonNull)
        .forEach(named::add);
    Optional.ofNullable(flow.kind()).ifPresent(kind -> named.add(kind.field()));
    named.addAll(flow.lifts());
    Optional.ofNullable(flow.token()).ifPresent(token -> named.addAll(named(token)));
    Optional.ofNullable(flow.withoutSms()).ifPresent(without -> named.add(without.field()));
    Optional.ofNullable(flow.address()).ifPresent(address -> named.add(address.url()));
    Stream.ofNullable(flow.account()).forEach(account -> named.addAll(account.uniqueFields()));
    Stream.ofNullable(flow.account())
        .flatMap(account -> Stream.of(account.modes(), account.byItself()))
        .filter(Objects::nonNull)
        .forEach(among -> named.add(among.field()));
    return named;
  }

  private static List<String> named(Flow.Token token) {
    return List.of(token.appKey(), token.secret(), token.grant(), token.refreshToken());
  }

  private static void places(ContractUnderTest specimen, Findings findings) {
    for (Operation operation : specimen.contract().operations()) {
      for (JsonPointer place : operation.inFlow(FlowRules::places).orElse(List.of())) {
        findings.check(
            operation,
            FLOW,
            operation.cases().stream().anyMatch(c -> !c.response().at(place).isMissingNode()),
            "has no response with " + place);
      }
    }
  }

  /** A new refresh token is no such place: the documented response has none. */
  private static List<JsonPointer> places(Flow flow) {
    List<JsonPointer> places = new ArrayList<>();
    Optional.ofNullable(flow.taskAt()).ifPresent(places::add);
    Optional.ofNullable(flow.token())
        .ifPresent(token -> places.addAll(List.of(token.at(), token.lifetime())));
    return places;
  }

  private static void withoutSms(Operation operation, Findings findings) {
    operation
        .inFlow(Flow::withoutSms)
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

  private static boolean describes(Operation operation, String field, String value) {
    return operation.fields().stream()
        .anyMatch(f -> f.name().equals(field) && f.names().containsKey(value));
  }

  private static void opened(ContractUnderTest specimen, Findings findings) {
    List<String> checks =
        specimen.contract().operations(Flow.Role.CHECKS_SESSION).stream()
            .map(Operation::id)
            .toList();
    for (Operation operation : specimen.contract().operations()) {
      List<String> opens = operation.inFlow(Flow::opens).orElse(List.of());
      findings.check(operation, FLOW, checks.containsAll(opens), opens + " check no session");
    }
  }

  private static void identities(Operation operation, Findings findings) {
    Flow flow = operation.flow();
    if (flow != null) {
      findings.check(
          operation,
          FLOW,
          !flow.identity().isEmpty() || flow.task() != null || isForNobody(flow),
          "has no identity");
    }
  }

  /** Notices, and the address of all callbacks, are nobody's. */
  private static boolean isForNobody(Flow flow) {
    return flow.address() != null
        || flow.callback() != null
        || (flow.entity() != null && flow.entity().id() == null);
  }

  /** What needs a session, or ends one, names it by as many fields as its check. */
  private static void tasks(Operation operation, Findings findings) {
    operation
        .inFlow(flow -> flow)
        .ifPresent(
            flow -> {
              boolean isPlace = flow.taskName() != null && flow.taskName().startsWith("/");
              boolean isTaken = flow.role().takesTask();
              findings.check(
                  operation,
                  isPlace == (flow.role() == Flow.Role.ISSUES_TASK)
                      && !(isTaken && flow.taskName() == null),
                  "task is a pointer where a task is issued, a field elsewhere");
            });
  }

  private static void repeated(Operation operation, Findings findings) {
    for (String field : operation.idempotence().when().keySet()) {
      findings.check(
          operation,
          operation.fields().stream().anyMatch(each -> each.name().equals(field)),
          "may be repeated by " + field + ", which is no field");
    }
  }

  private static void sessions(ContractUnderTest specimen, Findings findings) {
    Map<String, Integer> checks = new HashMap<>();
    for (Operation check : specimen.contract().operations(Flow.Role.CHECKS_SESSION)) {
      checks.put(check.id(), check.flow().session().size());
      findings.check(check, FLOW, checks.get(check.id()) > 0, "names no session");
    }
    for (Operation operation : specimen.contract().operations()) {
      Flow flow = operation.flow();
      boolean ends = operation.plays(Flow.Role.ENDS_SESSION);
      findings.check(operation, FLOW, !ends || ends(flow).findAny().isPresent(), "ends no session");
      Stream.ofNullable(flow)
          .flatMap(f -> Stream.concat(Stream.ofNullable(f.needsSession()), ends(f)))
          .forEach(
              check ->
                  findings.check(
                      operation,
                      FLOW,
                      checks.getOrDefault(check, 0) == flow.session().size(),
                      "names no session of " + check));
    }
  }

  private static Stream<String> ends(Flow flow) {
    return Stream.ofNullable(flow.kind())
        .flatMap(kind -> kind.ends().values().stream())
        .flatMap(List::stream);
  }

  private static void redeemed(ContractUnderTest specimen, Findings findings) {
    for (Operation issuing : specimen.contract().operations(Flow.Role.ISSUES_TASK)) {
      findings.check(
          issuing,
          FLOW,
          taking(specimen.contract()).anyMatch(taking -> taking.tag().equals(issuing.tag())),
          "issues tasks that nothing redeems");
    }
  }

  /** Returns the operations that take a task: that redeem it, or query its state. */
  private static Stream<Operation> taking(Contract contract) {
    return contract.operations().stream()
        .filter(operation -> operation.inFlow(Flow::task).isPresent());
  }

  private static void polled(Operation operation, Findings findings) {
    boolean polls = operation.plays(Flow.Role.POLLS_TASK);
    Flow.Status status = polls ? operation.flow().status() : null;
    findings.check(operation, FLOW, !polls || status != null, "has no state of its task");
    List<String> states =
        status == null ? List.of() : List.of(status.running(), status.done(), status.failed());
    for (String state : states) {
      JsonPointer at = status.at();
      findings.check(
          operation,
          FLOW,
          operation.cases().stream().anyMatch(c -> c.response().at(at).asText().equals(state)),
          "has no response with " + state + " at " + at);
    }
  }

  private static void linked(ContractUnderTest specimen, Findings findings) {
    List<String> redeeming = taking(specimen.contract()).map(Operation::id).toList();
    for (ContractUnderTest.Part part : specimen.operations()) {
      if (part.operation().plays(Flow.Role.ISSUES_TASK)) {
        JsonNode links = part.node().at("/responses/200/links");
        findings.check(
            part.operation(),
            FLOW,
            links.findValuesAsText("operationId").stream().anyMatch(redeeming::contains),
            "links to nothing that redeems its task");
      }
    }
  }

  /** Only what logs accounts in can be asked for one that it is not for. */
  private static void catalogue(ContractUnderTest specimen, Findings findings) {
    Set<Condition> covered = new HashSet<>(Set.of(Condition.LOGIN_MODE_WRONG));
    for (Operation operation : specimen.contract().operations()) {
      operation.cases().stream().map(Case::when).filter(Objects::nonNull).forEach(covered::add);
      if (operation.signed()) {
        covered.remove(Condition.TOKEN_MISSING);
        covered.remove(Condition.TOKEN_EXPIRED);
      }
    }
    covered.remove(Condition.PARAMETER_MISSING);
    for (Condition condition : Condition.values()) {
      findings.check(
          CATALOGUE,
          condition.key(),
          covered.contains(condition) || isCovered(specimen.contract(), condition),
          "has no response");
    }
  }

  private static boolean isCovered(Contract contract, Condition condition) {
    return contract.codes().responses().stream().anyMatch(response -> response.when() == condition);
  }

  private static void codes(ContractUnderTest specimen, Findings findings) {
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
