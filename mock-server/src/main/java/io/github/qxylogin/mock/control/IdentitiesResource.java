package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowSnapshot;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.state.MockState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what the mock knows of identities, which changes nothing of it, and forgets it. */
final class IdentitiesResource {
  private static final long MOST_LISTED = 200;
  private static final String LIMIT = "limit";

  private final MockState state;
  private final Recipients recipients;

  /** The fields that name whom a call is for, and are no secret. */
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

  private record ListedView(
      String identity,
      @Nullable String kind,
      @Nullable String taxNumber,
      @Nullable Instant lastCallAt,
      int tasks,
      int sessions,
      boolean locked,
      @Nullable Instant lockedUntil,
      int outcomes,
      int faults) {}

  Reply list(ControlRequest request) {
    ControlQuery query = request.query(List.of(LIMIT));
    FlowSnapshot flows = state.flows().snapshot();
    Map<String, Integer> tasks = flows.openTasks();
    Map<String, Integer> sessions = flows.openSessions();
    Map<String, Journal.Named> known = known(flows);
    long most = Math.min(query.number(LIMIT).orElse(MOST_LISTED), MOST_LISTED);
    return transact(
        () ->
            known.entrySet().stream()
                .limit(most)
                .map(
                    each -> {
                      String identity = each.getKey();
                      Optional<FailedLogins.Standing> lock =
                          failedLogins(identity).filter(FailedLogins.Standing::locked);
                      return new ListedView(
                          each.getValue().shown(),
                          recipients.kind(each.getValue().field()),
                          taxNumber(identity),
                          each.getValue().lastCallAt(),
                          tasks.getOrDefault(identity, 0),
                          sessions.getOrDefault(identity, 0),
                          lock.isPresent(),
                          lock.map(FailedLogins.Standing::until).orElse(null),
                          state.outcomes().of(identity).size(),
                          faults(identity).size());
                    })
                .toList());
  }

  /** In one transaction, since a store that is shared reads all of it in few round trips. */
  private Reply transact(Supplier<?> view) {
    return ControlJson.reply(state.store().transact(view));
  }

  private Optional<FailedLogins.Standing> failedLogins(String identity) {
    return state.logins().isEmpty()
        ? Optional.empty()
        : state.logins().standing(identity, state.accounts().given(identity));
  }

  /** Returns the tax number of a hosted account or an enterprise; null if it is not known. */
  private @Nullable String taxNumber(String identity) {
    return state.hosted().taxNumber(identity).orElse(null);
  }

  private List<JsonNode> accounts(String identity) {
    Secrets masking = new Secrets(state.indexes().redaction(), 1);
    return state.accounts().shown(identity).stream().map(masking::clean).toList();
  }

  /** Returns whom calls and SMS are for, those first who called last, and when that was. */
  private Map<String, Journal.Named> known(FlowSnapshot flows) {
    return state.journal().named(shown, recipients.of(flows.tasks(), shown));
  }

  private List<FaultsResource.FaultView> faults(String identity) {
    String bounded = Exchange.bounded(identity);
    return state.faults().all().stream()
        .filter(set -> set.fault().identity() != null)
        .filter(set -> Exchange.bounded(set.fault().identity()).equals(bounded))
        .map(FaultsResource.FaultView::of)
        .toList();
  }

  /**
   * All of an identity.
   *
   * @param identity masked unless it is listed
   */
  private record IdentityView(
      String identity,
      List<TaskView> tasks,
      List<SessionView> sessions,
      List<LimitView> limits,
      FailedLogins.@Nullable Standing lock,
      List<JsonNode> accounts,
      List<OutcomesResource.OutcomeView> outcomes,
      List<FaultsResource.FaultView> faults) {}

  private record TaskView(
      String taskId,
      String operation,
      FlowSnapshot.State state,
      Instant issuedAt,
      @Nullable Instant expiresAt) {}

  /** When a session has been ended is not known. */
  private record SessionView(
      String operation, FlowSnapshot.State state, Instant openedAt, @Nullable Instant endsAt) {
    static SessionView of(FlowSnapshot.Held held) {
      boolean ended = held.state() == FlowSnapshot.State.ENDED;
      return new SessionView(
          held.check(), held.state(), held.openedAt(), ended ? null : held.endsAt());
    }
  }

  private record LimitView(String operation, Instant nextAllowedAt) {}

  Reply read(ControlRequest request) {
    String identity = request.named();
    FlowSnapshot flows = state.flows().snapshot();
    Journal.Named named = known(flows).get(Exchange.bounded(identity));
    return transact(
        () ->
            new IdentityView(
                named == null ? Recipients.masked(identity) : named.shown(),
                flows.tasks(identity).stream().map(this::view).toList(),
                flows.sessions(identity).stream().map(SessionView::of).toList(),
                flows.limits(identity).stream()
                    .map(limit -> new LimitView(limit.operation(), limit.nextAllowedAt()))
                    .toList(),
                failedLogins(identity).orElse(null),
                accounts(identity),
                state.outcomes().of(identity).stream()
                    .map(OutcomesResource.OutcomeView::of)
                    .toList(),
                faults(identity)));
  }

  private TaskView view(Task task) {
    return new TaskView(
        task.id(),
        task.issuer().id(),
        state.flows().state(task),
        task.sentAt(),
        task.expiresAt().orElse(null));
  }

  Reply forget(ControlRequest request) {
    return ControlApi.forgotten(state.forget(request.named()));
  }

  Reply unlock(ControlRequest request) {
    return ControlApi.forgotten(state.unlock(request.named()));
  }
}
