package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowSnapshot;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what the mock knows of identities, which changes nothing of it, and forgets it. */
public final class IdentitiesResource {
  private static final long MOST_LISTED = 200;
  private static final String LIMIT = "limit";
  private static final String LOCK = "/lock";

  private final ControlCalls.Controlled mock;

  /** The fields that tell whom a call is for, and are no secret. */
  private final Set<String> shown;

  /** What is done with all that is known of an identity. */
  public interface Keeper {
    /** Forgets it, but for its hosted accounts, and returns what that was. */
    List<String> forget(String identity);

    /** Returns its failed logins, and whether they lock it; nothing if none counts. */
    Optional<FailedLogins.Standing> failedLogins(String identity);

    /** Forgets its failed logins and the lock that they made, and returns what that was. */
    List<String> unlock(String identity);

    /** Returns its hosted accounts, with everything sensitive masked. */
    List<JsonNode> accounts(String identity);

    /** Returns the tax number of a hosted account or an enterprise, if it is known. */
    Optional<String> taxNumber(String identity);
  }

  IdentitiesResource(ControlCalls.Controlled mock) {
    this.mock = mock;
    Contract contract = mock.contract();
    Set<String> secret = contract.sensitiveNames();
    shown =
        contract.operations().stream()
            .flatMap(operation -> operation.inFlow(Flow::identity).stream())
            .flatMap(List::stream)
            .filter(field -> !secret.contains(field))
            .collect(Collectors.toUnmodifiableSet());
  }

  ControlResource resource() {
    return new ControlResource(
        "identities", Map.of("GET", this::list), Map.of("GET", this::read, "DELETE", this::remove));
  }

  private record Listed(
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

  private Reply list(ControlRequest request) {
    ControlQuery query = new ControlQuery(request.call().query(), List.of(LIMIT));
    FlowSnapshot flows = mock.state().snapshot();
    Map<String, Integer> tasks = flows.openTasks();
    Map<String, Integer> sessions = flows.openSessions();
    return ControlJson.reply(
        known(flows).entrySet().stream()
            .limit(Math.min(query.number(LIMIT).orElse(MOST_LISTED), MOST_LISTED))
            .map(
                each -> {
                  Optional<FailedLogins.Standing> lock =
                      mock.keeper()
                          .failedLogins(each.getKey())
                          .filter(FailedLogins.Standing::locked);
                  return new Listed(
                      each.getValue().shown(),
                      mock.recipients().kind(each.getValue().field()),
                      mock.keeper().taxNumber(each.getKey()).orElse(null),
                      each.getValue().lastCallAt(),
                      tasks.getOrDefault(each.getKey(), 0),
                      sessions.getOrDefault(each.getKey(), 0),
                      lock.isPresent(),
                      lock.map(FailedLogins.Standing::until).orElse(null),
                      mock.outcomes().of(each.getKey()).size(),
                      faults(each.getKey()).size());
                })
            .toList());
  }

  /** Returns whom calls and SMS are for, those first who called last, and when that was. */
  private Map<String, Journal.Named> known(FlowSnapshot flows) {
    return mock.journal().named(shown, flows.recipients(shown));
  }

  private List<FaultsResource.Told> faults(String identity) {
    String bounded = Exchange.bounded(identity);
    return mock.faults().all().stream()
        .filter(set -> set.fault().identity() != null)
        .filter(set -> Exchange.bounded(set.fault().identity()).equals(bounded))
        .map(FaultsResource.Told::of)
        .toList();
  }

  /**
   * All of an identity.
   *
   * @param identity masked unless it is listed
   */
  private record Told(
      String identity,
      List<ToldTask> tasks,
      List<ToldSession> sessions,
      List<ToldLimit> limits,
      FailedLogins.@Nullable Standing lock,
      List<JsonNode> accounts,
      List<OutcomesResource.ToldOutcome> outcomes,
      List<FaultsResource.Told> faults) {}

  private record ToldTask(
      String taskId,
      String operation,
      FlowSnapshot.State state,
      Instant issuedAt,
      @Nullable Instant expiresAt) {
    static ToldTask of(Task task, FlowSnapshot.State state) {
      return new ToldTask(
          task.id(), task.issuer().id(), state, task.sentAt(), task.expiresAt().orElse(null));
    }
  }

  /** When a session has been ended is not known. */
  private record ToldSession(
      String operation, FlowSnapshot.State state, Instant openedAt, @Nullable Instant endsAt) {
    static ToldSession of(FlowSnapshot.Held held) {
      boolean ended = held.state() == FlowSnapshot.State.ENDED;
      return new ToldSession(
          held.check(), held.state(), held.openedAt(), ended ? null : held.endsAt());
    }
  }

  private record ToldLimit(String operation, Instant nextAllowedAt) {
    static ToldLimit of(FlowSnapshot.Limit limit) {
      return new ToldLimit(limit.operation(), limit.nextAllowedAt());
    }
  }

  private Reply read(ControlRequest request) {
    String identity = identity(request);
    FlowSnapshot flows = mock.state().snapshot();
    Journal.Named named = known(flows).get(Exchange.bounded(identity));
    return ControlJson.reply(
        new Told(
            named == null ? Recipients.masked(identity) : named.shown(),
            flows.tasks(identity).stream()
                .map(task -> ToldTask.of(task, mock.state().state(task)))
                .toList(),
            flows.sessions(identity).stream().map(ToldSession::of).toList(),
            flows.limits(identity).stream().map(ToldLimit::of).toList(),
            mock.keeper().failedLogins(identity).orElse(null),
            mock.keeper().accounts(identity),
            mock.outcomes().of(identity).stream().map(OutcomesResource.ToldOutcome::of).toList(),
            faults(identity)));
  }

  private Reply remove(ControlRequest request) {
    String identity = identity(request);
    // As it was sent: where a slash is a part of an identity, it is encoded.
    if (!request.call().path().endsWith(LOCK) || !identity.endsWith(LOCK)) {
      return ControlCalls.forgotten(mock.keeper().forget(identity));
    }
    String locked = identity.substring(0, identity.length() - LOCK.length());
    if (locked.isBlank() || request.call().path().endsWith("/" + LOCK)) {
      throw ControlRequest.unnamed("the identity", request.resource(), "IDENTITY" + LOCK);
    }
    return ControlCalls.forgotten(mock.keeper().unlock(locked));
  }

  private static String identity(ControlRequest request) {
    return request.item("the identity", "IDENTITY");
  }
}
