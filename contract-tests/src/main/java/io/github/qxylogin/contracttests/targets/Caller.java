package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.wire.Response;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends calls to one server and returns the complete responses, unchanged. */
public final class Caller {
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Which program calls, as the vendor's logs show it. */
  private static final String USER_AGENT =
      "qixiangyun-login-contract-tests/"
          + Objects.requireNonNullElse(
              Caller.class.getPackage().getImplementationVersion(), "unpackaged");

  /** Each response of a mock server names the documented case that it repeats. */
  private static final String OF_A_MOCK = "X-Mock-Case";

  private static final int PART = 8192;
  private static final int LONGEST_BODY = 1 << 20;
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_HEADERS = 200;
  private static final String CONTENT_TYPE = "application/json;charset=UTF-8";

  public static final int LAST_PORT = 65535;
  private static final Pattern FORM = Pattern.compile("(?i)(https?)(://[^/?#@]+(/[^?#]*?)?)/*");

  private final String url;
  private final Duration deadline;
  private final RestAssuredConfig config;
  private volatile boolean mock;

  /** Calls a server, and waits as long as is usual. */
  public Caller(String url) {
    this(url, DEADLINE, Optional.empty());
  }

  /**
   * Calls a server.
   *
   * @param deadline how long a call may take, from connecting to the last byte of the response
   * @param trusted the certificates to trust instead of Java's
   * @throws CouldNotRunException if it is no address of a server
   */
  public Caller(String url, Duration deadline, Optional<KeyStore> trusted) {
    this.url = address(url);
    this.deadline = deadline;
    int timeoutMillis = (int) deadline.toMillis();
    // A token that was sent elsewhere, by a redirect, is a token given away.
    RestAssuredConfig valid =
        RestAssuredConfig.config()
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .httpClient(
                HttpClientConfig.httpClientConfig()
                    .setParam("http.connection.timeout", timeoutMillis)
                    .setParam("http.socket.timeout", timeoutMillis)
                    .setParam("http.connection.max-line-length", LONGEST_HEADER)
                    .setParam("http.connection.max-header-count", MOST_HEADERS));
    this.config =
        trusted
            .map(store -> valid.sslConfig(SSLConfig.sslConfig().trustStore(store)))
            .orElse(valid);
  }

  /** Returns an address without slashes at its end, its scheme in lower case. */
  private static String address(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String url = form.group(1).toLowerCase(Locale.ROOT) + form.group(2);
      try {
        URI uri = new URI(url);
        if (uri.getHost() != null && uri.getPort() <= LAST_PORT) {
          return url;
        }
      } catch (URISyntaxException noUri) { // Reported below, without a password.
      }
    }
    throw new CouldNotRunException(
        "--target needs a URL such as https://api.example.com,"
            + " without user, password, query and fragment");
  }

  public String url() {
    return url;
  }

  public Response send(String method, String path, Map<String, String> headers, byte[] body) {
    return response(given().contentType(CONTENT_TYPE).headers(headers).body(body), method, path);
  }

  /** Reads the body of a response. */
  @FunctionalInterface
  public interface Reader {
    void read(int status, InputStream body) throws IOException;
  }

  /** Hands the response to a GET to a reader, however long it is. */
  public void get(String path, Map<String, String> headers, Reader reader) {
    inTime(
        path,
        () -> {
          io.restassured.response.Response response = given().headers(headers).get(path);
          reader.read(response.statusCode(), response.asInputStream());
          return response;
        });
  }

  public Response get(String path, Map<String, String> headers) {
    return response(given().headers(headers), "GET", path);
  }

  /** Returns whether a mock server sent a response. */
  boolean calledAMock() {
    return mock;
  }

  private RequestSpecification given() {
    return RestAssured.given()
        .config(config)
        .baseUri(url)
        .urlEncodingEnabled(false)
        .header("User-Agent", USER_AGENT);
  }

  private Response response(RequestSpecification request, String method, String path) {
    return inTime(path, () -> read(request.request(method, path)));
  }

  /** The call has a thread of its own: no timeout of the HTTP client spans all of a response. */
  private <T> T inTime(String path, Callable<T> sent) {
    FutureTask<T> call = new FutureTask<>(sent);
    Thread thread = new Thread(call, "call of " + path);
    thread.setDaemon(true);
    thread.start();
    try {
      return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      if (failed.getCause() instanceof CouldNotRunException reason) {
        throw reason;
      }
      NoResponseException none = new NoResponseException(url, failed.getCause());
      // The timeout of the HTTP client is as long, and may be noticed first.
      throw none.isLate() ? late(none) : none;
    } catch (TimeoutException late) {
      call.cancel(true);
      throw late(late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoResponseException(url, stopped);
    }
  }

  private NoResponseException late(Exception cause) {
    String problem = "not all of it in " + deadline.toMillis() / 1000.0 + " s";
    return new NoResponseException(url, new IOException(problem, cause));
  }

  /** A response that is too long or too late is not closed: that would read the rest. */
  private Response read(io.restassured.response.Response response) throws IOException {
    mock |= response.header(OF_A_MOCK) != null;
    InputStream in = response.asInputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[PART];
    for (int read = 0; in != null && read >= 0; read = in.read(part)) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException();
      }
      body.write(part, 0, read);
      if (body.size() > LONGEST_BODY) {
        throw new IOException("its body is longer than " + LONGEST_BODY + " bytes");
      }
    }
    if (in != null) {
      in.close();
    }
    return Response.of(response.statusCode(), response.header("Content-Type"), body.toByteArray());
  }
}
