package io.github.qxylogin.mock.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.CallbackFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.CaseNames;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.http.RequestBody;
import io.github.qxylogin.mock.text.Message;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt to call a webhook, which waits or is under way.
 *
 * @param identities those of the causing call
 * @param cause why it is made
 * @param attempt its number, from 1
 * @param at when it is due, or has begun, on the mock's clock
 */
public record Callback(
    Operation webhook,
    URI url,
    ObjectNode body,
    List<String> identities,
    Message cause,
    int attempt,
    Instant at) {
  private static final int OK = 200;

  private CallbackFlow flow() {
    return webhook.inFlow(Flow::callback).orElseThrow();
  }

  private int attempts() {
    return flow().retries().size() + 1;
  }

  /** Returns the same as another attempt, or at another time. */
  Callback with(URI otherUrl, int otherAttempt, Instant time) {
    return new Callback(webhook, otherUrl, body, identities, cause, otherAttempt, time);
  }

  /** Returns the next attempt, if there is one. */
  Optional<Callback> retry() {
    return attempt == attempts()
        ? Optional.empty()
        : Optional.of(with(url, attempt + 1, at.plus(flow().retries().get(attempt - 1))));
  }

  boolean isAcceptedBy(MockResponse response) {
    ObjectNode received = new RequestBody(response.body()).object().orElseGet(body::objectNode);
    return response.status() == OK
        && flow().accepted().entrySet().stream()
            .allMatch(
                expected ->
                    received.at(expected.getKey()).equals(TextNode.valueOf(expected.getValue())));
  }

  /** Returns why the call was made, and its result. */
  Decision decision(MockResponse response, Message result) {
    Case success = webhook.firstSuccess();
    String name = isAcceptedBy(response) ? success.name() : CaseNames.NOT_ACCEPTED;
    Message why = Message.of("callback.attempt", cause, attempt, attempts(), result);
    return new Decision(
        Callbacks.RULE, name, success.evidence().key(), why, List.of(), Optional.empty());
  }

  /** Returns the request without query and user of its address, which may be secrets. */
  OperationRequest request() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    Map<String, String> headers =
        Map.of("Host", authority(url), "Content-Type", ChosenResponse.JSON);
    return new OperationRequest(
        webhook, new MockRequest("POST", path, "", headers::get, bytes()), body, false, at);
  }

  byte[] bytes() {
    return body.toString().getBytes(UTF_8);
  }

  static String authority(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /** Names the webhook only: the body has codes. */
  @Override
  public String toString() {
    return "Callback[" + webhook + "]";
  }
}
