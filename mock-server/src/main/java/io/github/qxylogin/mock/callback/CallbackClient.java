package io.github.qxylogin.mock.callback;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.text.Message;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Sends callbacks over HTTP: to this machine, and to other hosts by their names. It resolves no
 * name to decide that, so that no DNS server can lead a call elsewhere. A call that waits holds no
 * thread. All mocks of a process share it: it has threads from the first address on.
 */
final class CallbackClient {
  private static final int LIMIT_SECONDS = 5;
  private static final int MAX_READ = 64 << 10;
  private static final int LAST_PORT = 0xFFFF;
  private static final int THREADS = 2;

  private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0:){7})1]", Pattern.CASE_INSENSITIVE);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(LIMIT_SECONDS))
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(Executors.newFixedThreadPool(THREADS, Callbacks::thread))
          .build();

  private CallbackClient() {}

  /** Returns whether a text is an address that can be called. */
  static boolean isAddress(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null && url.getPort() <= LAST_PORT && HTTP.matcher(text).matches();
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /**
   * Returns whether a host may be called.
   *
   * @param others the names of hosts beside this machine that calls may go to
   */
  static boolean isAllowed(String host, Set<String> others) {
    return THIS_MACHINE.matcher(host).matches() || others.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Returns why there is no response. */
  static Message why(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
      return Message.of("callback.too-slow", LIMIT_SECONDS);
    }
    return Message.of(
        cause instanceof ConnectException ? "callback.no-receiver" : "callback.no-response");
  }

  /** Sends a body once. The result is there after at most five seconds. */
  static CompletableFuture<MockResponse> post(URI url, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .setHeader("Content-Type", ChosenResponse.JSON)
            .setHeader("User-Agent", "qixiangyun-login-mock-server")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    // Throws when it is full: a longer response is not read on.
    ByteBuffer read = ByteBuffer.allocate(MAX_READ);
    CompletableFuture<HttpResponse<Void>> sent =
        CLIENT.sendAsync(request, BodyHandlers.ofByteArrayConsumer(b -> b.ifPresent(read::put)));
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, SECONDS).execute(() -> sent.cancel(true));
    return sent.thenApply(
        r ->
            new MockResponse(
                r.statusCode(), Map.of(), Arrays.copyOf(read.array(), read.position())));
  }
}
