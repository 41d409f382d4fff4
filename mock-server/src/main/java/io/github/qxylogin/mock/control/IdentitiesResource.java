package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FailedLogins.LockStatus;
import io.github.qxylogin.mock.flow.FlowSnapshot;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.state.MockState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Returns and removes the state of identities. Reading changes nothing. */
final class IdentitiesResource {
  private static final long MAX_LISTED = 200;
  private static final String LIMIT = "limit";

  private final MockState state;
  private final Recipients recipients;

  /** The identity fields that are no secret. */
  private final Set<String> shown;

  IdentitiesResource(MockState state) {
    this.state = state;
    recipients = state.indexes().flows().recipients();
    Contract contract = state.indexes().contract();
    Set<String> secret = contract.sensitiveNames();
    shown =
        contract.operations().stream()
            .flatMap(operation -> operation.inFlow(Flow::identity).stream())
            .flatMap(List::stream)
            .filter(field -> !secret.contains(field))
            .collect(Collectors.toUnmodifiableSet());
  }

  MockResponse list(ControlRequest request) {
    ControlQuery query = new ControlQuery(request, List.of(LIMIT));
    long most = Math.min(query.number(LIMIT).orElse(MAX_LISTED), MAX_LISTED);
    return transact(
        () -> {
          FlowSnapshot flows = state.flows().snapshot();
          Map<String, Integer> tasks = flows.openTasks();
          Map<String, Integer> sessions = flows.openSessions();
          FailedLogins.LockStatuses logins = state.logins().statuses();
          return known(flows).entrySet().stream()
              .limit(most)
              .map(
                  each ->
                      listed(
                              each.getKey(),
                              each.getValue(),
                              logins.of(each.getKey(), state.hosted().given(each.getKey())))
                          .put("tasks", tasks.getOrDefault(each.getKey(), 0))
                          .put("sessions", sessions.getOrDefault(each.getKey(), 0)))
              .toList();
        });
  }

  private ObjectNode listed(String identity, Journal.Named named, Optional<LockStatus> failures) {
    Optional<LockStatus> lock = failures.filter(LockStatus::locked);
    Optional<String> taxNumber = state.hosted().taxNumber(identity);
    return ControlJson.object()
        .put("identity", named.shown())
        .put("kind", recipients.kind(named.field()))
        .put("taxNumber", taxNumber.orElse(null))
        .put("lastCallAt", Objects.toString(named.lastCallAt(), null))
        .put("locked", lock.isPresent())
        .put("lockedUntil", lock.map(LockStatus::until).map(Instant::toString).orElse(null))
        .put("outcomes", state.outcomes().of(identity).size())
        .put("faults", faults(identity).size())
        .removeIf(JsonNode::isNull);
  }

  /** In one transaction, since a store that is shared reads all of it in few round trips. */
  private MockResponse transact(Supplier<?> view) {
    return state.store().transact(() -> ControlJson.response(view.get()));
  }

  /** Returns the identities of calls and SMS, the latest call first. */
  private Map<String, Journal.Named> known(FlowSnapshot flows) {
    return state.journal().named(shown, recipients.of(flows.tasks(), shown));
  }

  private List<FaultsResource.FaultView> faults(String identity) {
    String bounded = OperationRequest.bounded(identity);
    return state.faults().all().stream()
        .filter(set -> set.fault().identity() != null)
        .filter(set -> OperationRequest.bounded(set.fault().identity()).equals(bounded))
        .map(FaultsResource.FaultView::of)
        .toList();
  }

  MockResponse read(ControlRequest request) {
    String identity = request.named();
    Secrets masking = new Secrets(state.indexes().redaction(), 1);
    return transact(
        () -> {
          FlowSnapshot flows = state.flows().snapshot();
          Journal.Named named = known(flows).get(OperationRequest.bounded(identity));
          ObjectNode view = ControlJson.object();
          view.put("identity", named == null ? Recipients.masked(identity) : named.shown());
          flows.tasks(identity).stream().map(this::view).forEach(view.putArray("tasks")::add);
          view.set("sessions", ControlJson.tree(flows.sessions(identity)));
          flows.limits(identity).stream().map(this::view).forEach(view.putArray("limits")::add);
          state
              .logins()
              .statuses()
              .of(identity, state.hosted().given(identity))
              .ifPresent(failures -> view.set("lock", ControlJson.tree(failures)));
          state.hosted().shown(identity).stream()
              .map(masking::clean)
              .forEach(view.putArray("accounts")::add);
          view.set("outcomes", OutcomesResource.views(state, state.outcomes().of(identity)));
          return view.set("faults", ControlJson.tree(faults(identity)));
        });
  }

  private ObjectNode view(Task task) {
    return SmsResource.task(task, state.flows()).put("issuedAt", task.sentAt().toString());
  }

  private ObjectNode view(FlowSnapshot.Limit limit) {
    return ControlJson.object()
        .put("operation", limit.operation())
        .put("nextAllowedAt", limit.nextAllowedAt().toString());
  }

  MockResponse forget(ControlRequest request) {
    return ControlApi.forgotten(state.forget(request.named()));
  }

  MockResponse unlock(ControlRequest request) {
    return ControlApi.forgotten(state.unlock(request.named()));
  }
}
