package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.OperationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A login that waits for its SMS code, or a running task that is polled.
 *
 * @param issuer the operation that issued it; only operations that it links to can have it
 * @param values the values of the issuing call and its response, by field
 * @param identities of the issuing call and its response, without repetitions
 * @param smsCode the code of its SMS; empty if no SMS was sent
 * @param sentAt when it was issued, on the mock's clock
 */
public record Task(
    String id,
    Operation issuer,
    Map<String, String> values,
    List<String> identities,
    String smsCode,
    Instant sentAt) {

  Flow flow() {
    return Objects.requireNonNull(issuer.flow());
  }

  /** Returns until when it can be redeemed; empty if it does not end by itself. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(flow().taskLifetime()).map(sentAt::plus);
  }

  boolean waitsAt(Instant now) {
    return new Lifetime(sentAt, expiresAt().orElse(Instant.MAX)).covers(now);
  }

  /** Returns the values of fields, in order, empty where there is none. */
  List<String> values(List<String> fields) {
    return fields.stream().map(field -> values.getOrDefault(field, "")).toList();
  }

  /**
   * Returns whether a call may redeem or poll this task: the issuer links to its operation, and the
   * identities are equal.
   */
  boolean isFor(OperationRequest request, Flow flow) {
    return isFor(request.operation())
        && flow.identity().stream()
            .allMatch(f -> request.value(f).filter(v -> v.equals(values.get(f))).isPresent());
  }

  boolean isFor(Operation operation) {
    return issuer.linkTo(operation).isPresent();
  }

  /** Returns whether the task is this one, or was issued to this taxpayer or person. */
  public boolean isOf(String identity) {
    return id.equals(identity) || identities.contains(OperationRequest.bounded(identity));
  }

  @Override
  public String toString() {
    return "Task[" + id + "]";
  }
}
