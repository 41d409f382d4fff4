package io.github.qxylogin.mock.callback;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.text.Message;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Sends callbacks over HTTP: to this machine, and to other hosts by their names. It resolves no
 * name to decide that, so that no DNS server can lead a call elsewhere. A call that waits holds no
 * thread.
 *
 * @param hosts the names of other hosts that calls may go to
 */
record CallbackClient(Set<String> hosts) {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration WHOLE = Duration.ofSeconds(5);
  private static final int MOST_READ = 64 << 10;

  private static final Pattern SCHEME = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0:){7})1]", Pattern.CASE_INSENSITIVE);

  /** Runs what follows on a response. Its threads end when nothing is left to do. */
  static final Executor WORKERS =
      Executors.newCachedThreadPool(
          work -> {
            Thread worker = new Thread(work, "callbacks");
            worker.setDaemon(true);
            return worker;
          });

  /** All mocks of a process share it: it keeps a thread of its own from the first call on. */
  private static final class Shared {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(WORKERS)
            .build();
  }

  /** Runs work later, in real time. */
  static void later(Duration pause, Runnable work) {
    CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS, WORKERS).execute(work);
  }

  /** Returns the address that a text is, if it can be called. */
  static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(url -> url.getHost() != null && SCHEME.matcher(url.getScheme()).matches());
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** Returns an address without user and query, which may be secrets. */
  static String shown(String address) {
    return uri(address)
        .map(url -> url.getScheme() + "://" + authority(url) + url.getRawPath())
        .orElse(Redaction.MASK);
  }

  static String authority(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /** Returns why an address is not called, if it is not. */
  Optional<Message> refusal(Optional<URI> url) {
    String host = url.map(URI::getHost).orElse("");
    if (url.isEmpty()) {
      return Optional.of(Message.of("callback.no-url"));
    }
    return THIS_MACHINE.matcher(host).matches() || hosts.contains(host.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(Message.of("callback.foreign-host", host));
  }

  /** Returns why there is no response. */
  static Message why(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
      return Message.of("callback.too-slow", CONNECT.toSeconds(), WHOLE.toSeconds());
    }
    return Message.of(
        cause instanceof ConnectException ? "callback.no-receiver" : "callback.no-response");
  }

  /** Sends a body once. After five seconds the reply is there, or has failed. */
  CompletableFuture<Reply> post(URI url, byte[] body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .setHeader("Content-Type", Answer.JSON)
              .setHeader("User-Agent", "qixiangyun-login-mock-server")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      CompletableFuture<HttpResponse<Void>> sent =
          Shared.CLIENT.sendAsync(
              request, BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(b -> add(b, read))));
      later(WHOLE, () -> sent.cancel(true));
      return sent.thenApply(r -> new Reply(r.statusCode(), Map.of(), read.toByteArray()));
    } catch (IllegalArgumentException unusable) {
      return CompletableFuture.failedFuture(unusable);
    }
  }

  private static void add(byte[] part, ByteArrayOutputStream read) {
    if (part.length > MOST_READ - read.size()) {
      throw new IllegalStateException("the response is too long");
    }
    read.writeBytes(part);
  }
}
