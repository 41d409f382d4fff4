package io.github.qxylogin.mock.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.text.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An attempt to make a callback, as the journal records it.
 *
 * @param url the address; empty if none can be called
 * @param at when it began, on the mock's clock
 * @param nanos when it began, by {@link System#nanoTime()}
 */
record Attempt(Callback callback, Optional<URI> url, Instant at, long nanos) {
  Attempt(Callback callback, Optional<URI> url, Instant at) {
    this(callback, url, at, System.nanoTime());
  }

  byte[] body() {
    return callback.body().toString().getBytes(UTF_8);
  }

  /** Returns the request without query and user of its address, which may be secrets. */
  Call call() {
    String path = url.map(URI::getRawPath).filter(p -> !p.isEmpty()).orElse("/");
    Map<String, String> headers =
        Map.of("Host", url.map(CallbackClient::authority).orElse(""), "Content-Type", Answer.JSON);
    return new Call("POST", path, "", headers::get, body());
  }

  /** Returns the identities of the causing call, and those that the body names. */
  List<String> identities() {
    Set<String> named =
        new Exchange(callback.webhook(), call(), callback.body(), false).identities();
    List<String> all = new ArrayList<>(callback.identities());
    named.stream().filter(identity -> !all.contains(identity)).forEach(all::add);
    return all;
  }

  /** Returns why the call was made, and its result. */
  Decision decision(Message result) {
    Message why =
        Message.of(
            "callback.attempt", callback.cause(), callback.attempt(), callback.attempts(), result);
    return Decision.of(Callbacks.RULE, Answer.of(callback.webhook().firstSuccess()).because(why));
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
