package io.github.qxylogin.contracttests.generate.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sessions that were opened elsewhere and are handed in, such as by a cookie. */
public final class UploadChecks {
  private final Operation uploading;
  private final Flow flow;

  private UploadChecks(Operation uploading, Flow flow) {
    this.uploading = uploading;
    this.flow = flow;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    return Stream.ofNullable(operation.flow())
        .filter(flow -> flow.role() == Flow.Role.UPLOADS_SESSION)
        .map(flow -> new UploadChecks(operation, flow))
        .flatMap(checks -> checks.all(contract));
  }

  private Stream<Check> all(Contract contract) {
    Stream<Check> sessions =
        contract.operations(Flow.Role.CHECKS_SESSION).stream()
            .flatMap(
                checking ->
                    uploading.linkTo(checking).stream()
                        .map(link -> new SessionCheck(checking, link, true)))
            .flatMap(session -> Stream.concat(Stream.of(opened(session)), lasting(session)));
    return Stream.concat(Stream.ofNullable(flow.kind()).flatMap(this::ofEachKind), sessions);
  }

  /** Of each kind the contract tells which success it gets: the first that is asked for so. */
  private Stream<Check> ofEachKind(String kind) {
    Set<JsonNode> kinds = new HashSet<>();
    return uploading.cases().stream()
        .filter(success -> success.family() == Family.OK && success.request() != null)
        .filter(success -> kinds.add(success.request().path(kind)))
        .map(
            success ->
                check(
                    "of-kind-" + success.request().path(kind).asText(),
                    kind + " " + success.request().path(kind).asText(),
                    Set.of(Need.MOCK),
                    upload(Whose.PERSON, success)));
  }

  private Check opened(SessionCheck session) {
    return check(
        "session-opened",
        "the session that it opens, and nobody else's",
        Set.of(Need.SECOND_PERSON),
        upload(Whose.PERSON, uploading.firstSuccess()),
        session.held(0),
        session.call(
            0, FlowBody.ofOther(session.operation(), flow.identity()), Condition.SESSION_ENDED));
  }

  private Stream<Check> lasting(SessionCheck session) {
    return Stream.ofNullable(flow.sessionLifetime())
        .map(
            lifetime ->
                check(
                    "session-lasts",
                    "a session shortly before its end, and after it",
                    Set.of(Need.MOCK, Need.CLOCK),
                    upload(Whose.PERSON, uploading.firstSuccess()),
                    Step.Wait.nearly(lifetime),
                    session.held(0),
                    Step.Wait.rest(),
                    session.ended(0)));
  }

  private Step.Call upload(Whose whose, Case success) {
    return Step.Call.of(
        uploading,
        new Body.Fields(
            (ObjectNode) requireNonNull(success.request(), "the success has no request"),
            whose,
            Change.NONE),
        new Expectation.Documented(success));
  }

  private Check check(String name, String subject, Set<Need> needs, Step... steps) {
    return new Check(uploading.id() + "/flow/" + name, uploading, subject, needs, List.of(steps));
  }
}
