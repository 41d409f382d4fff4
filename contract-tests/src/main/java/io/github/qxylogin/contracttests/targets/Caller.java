package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contracttests.wire.Answer;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls to one server and hands back the answers as they come, if they come to an end. */
public final class Caller {
  /** A login waits for the tax bureau. */
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private static final int LONGEST_BODY = 1 << 20;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_HEADERS = 200;
  private static final String CONTENT_TYPE = "application/json;charset=UTF-8";

  private final String url;
  private final Duration deadline;
  private final RestAssuredConfig config;

  public Caller(String url) {
    this(url, DEADLINE, Optional.empty());
  }

  /**
   * Calls a server.
   *
   * @param trusted the certificates to trust instead of those that Java brings
   */
  Caller(String url, Optional<KeyStore> trusted) {
    this(url, DEADLINE, trusted);
  }

  /** Gives each call that long, from connecting to the last byte of the answer. */
  Caller(String url, Duration deadline) {
    this(url, deadline, Optional.empty());
  }

  private Caller(String url, Duration deadline, Optional<KeyStore> trusted) {
    this.url = url;
    this.deadline = deadline;
    RestAssuredConfig usual = config((int) deadline.toMillis());
    this.config =
        trusted
            .map(store -> usual.sslConfig(SSLConfig.sslConfig().trustStore(store)))
            .orElse(usual);
  }

  /** No redirect is followed: a token that was sent elsewhere is a token given away. */
  private static RestAssuredConfig config(int timeoutMillis) {
    return RestAssuredConfig.config()
        .redirect(RedirectConfig.redirectConfig().followRedirects(false))
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false))
        .httpClient(
            HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", timeoutMillis)
                .setParam("http.socket.timeout", timeoutMillis)
                .setParam("http.connection.max-line-length", LONGEST_HEADER)
                .setParam("http.connection.max-header-count", MOST_HEADERS));
  }

  public Answer send(String method, String path, Map<String, String> headers, byte[] body) {
    return answer(given().contentType(CONTENT_TYPE).headers(headers).body(body), method, path);
  }

  public Answer get(String path, Map<String, String> headers) {
    return answer(given().headers(headers), "GET", path);
  }

  private RequestSpecification given() {
    return RestAssured.given()
        .config(config)
        .baseUri(url)
        .header("User-Agent", "qixiangyun-login-contract-tests")
        .urlEncodingEnabled(false);
  }

  /** The call has a thread of its own: no timeout of the HTTP client spans all of an answer. */
  private Answer answer(RequestSpecification request, String method, String path) {
    FutureTask<Answer> call = new FutureTask<>(() -> read(request.request(method, path)));
    Thread thread = new Thread(call, "call of " + path);
    thread.setDaemon(true);
    thread.start();
    try {
      return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new NoAnswerException(url, failed.getCause());
    } catch (TimeoutException late) {
      call.cancel(true);
      throw new NoAnswerException(url, new IOException("not all of it in " + seconds(), late));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(url, stopped);
    }
  }

  private String seconds() {
    return deadline.toMillis() / 1000.0 + " s";
  }

  /** An answer that is too long, or comes too late, is not closed: that would read the rest. */
  private static Answer read(Response response) throws IOException {
    InputStream in = response.asInputStream();
    byte[] body = new byte[0];
    if (in != null) {
      body = readUpTo(in, LONGEST_BODY);
      in.close();
    }
    return Answer.of(response.statusCode(), response.header("Content-Type"), body);
  }

  private static byte[] readUpTo(InputStream in, int longest) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      body.write(part, 0, n);
      if (body.size() > longest) {
        throw new IOException("its body is longer than " + longest + " bytes");
      }
      if (Thread.interrupted()) {
        throw new InterruptedIOException("nobody waits for it any more");
      }
    }
    return body.toByteArray();
  }
}
