package io.github.qxylogin.mock.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.exchange.RequestBody;
import io.github.qxylogin.mock.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A callback that waits for its next attempt.
 *
 * @param addressId of the address that it was made for
 * @param identities those of the causing call
 * @param cause why it is made
 * @param attempt the number of the next attempt, from 1
 * @param at when that is due, on the mock's clock
 */
public record Callback(
    Operation webhook,
    String addressId,
    ObjectNode body,
    List<String> identities,
    Message cause,
    int attempt,
    Instant at) {
  private static final int OK = 200;

  /** Returns how many attempts there are at most. */
  int attempts() {
    return retries().size() + 1;
  }

  private List<Duration> retries() {
    return webhook.inFlow(Flow::callback).map(CallbackFlow::retries).orElse(List.of());
  }

  boolean isDue(Instant now) {
    return !now.isBefore(at);
  }

  boolean isAcceptedBy(Reply reply) {
    ObjectNode answered = new RequestBody(reply.body()).object().orElseGet(body::objectNode);
    return reply.status() == OK
        && webhook
            .inFlow(Flow::callback)
            .map(CallbackFlow::accepted)
            .orElse(Map.of())
            .entrySet()
            .stream()
            .allMatch(wanted -> answered.at(wanted.getKey()).asText().equals(wanted.getValue()));
  }

  /** Returns the same for the next attempt, if there is one. */
  Optional<Callback> retry(Instant now) {
    return attempt == attempts()
        ? Optional.empty()
        : Optional.of(
            new Callback(
                webhook,
                addressId,
                body,
                identities,
                cause,
                attempt + 1,
                now.plus(retries().get(attempt - 1))));
  }

  /** Names the webhook only: the body has codes. */
  @Override
  public String toString() {
    return "Callback[" + webhook + "]";
  }
}
