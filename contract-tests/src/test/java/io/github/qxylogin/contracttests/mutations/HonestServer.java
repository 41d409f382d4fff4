package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.targets.Credentials;
import io.github.qxylogin.contracttests.targets.Signer;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The unchanged mock server behind the proxy. */
public final class HonestServer {
  private final LoginMock mock;
  private final Target.Authentication authentication;
  private final Credentials credentials;
  private final SecurityHeaders names;
  private final Form form;

  /** In which form a response is given. */
  @FunctionalInterface
  interface Form {
    ProxiedResponse of(Operation operation, ProxiedResponse response);
  }

  /**
   * Speaks to a mock server.
   *
   * @param authentication signs the calls that a mutation changes
   * @param credentials those of the mock server
   * @param names of the headers that authenticate a call
   */
  public HonestServer(
      LoginMock mock,
      Target.Authentication authentication,
      Credentials credentials,
      SecurityHeaders names) {
    this(mock, authentication, credentials, names, (operation, response) -> response);
  }

  private HonestServer(
      LoginMock mock,
      Target.Authentication authentication,
      Credentials credentials,
      SecurityHeaders names,
      Form form) {
    this.form = form;
    this.mock = mock;
    this.authentication = authentication;
    this.credentials = credentials;
    this.names = names;
  }

  /** Returns the same server with responses of another form. */
  HonestServer inForm(Form other) {
    return new HonestServer(mock, authentication, credentials, names, other);
  }

  /** Returns what the clock that its limits run on shows. */
  Instant now() {
    return mock.clock().instant();
  }

  /** Returns the response to a call with its headers. */
  ProxiedResponse response(ProxiedCall call) {
    return form.of(
        call.operation(),
        response(call.operation().method(), call.operation().path(), call.headers(), call.body()));
  }

  /** Returns the response to a call as if it had a valid signature. */
  ProxiedResponse respondSigned(ProxiedCall call) {
    if (!call.operation().signed()) {
      return response(call);
    }
    ProxiedResponse response = response(signed(call));
    if (response.isFor(call.operation(), Condition.TOKEN_EXPIRED)) {
      authentication.renew();
      return response(signed(call));
    }
    return response;
  }

  private ProxiedCall signed(ProxiedCall call) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    headers.putAll(authentication.headers(call.operation(), call.body(), SigningFault.NONE));
    return new ProxiedCall(call.operation(), headers, call.body());
  }

  /** Returns the headers that a call would carry with a fault, at its own time and token. */
  Map<String, String> signedAsSent(ProxiedCall call, SigningFault fault) {
    Signer signer =
        new Signer(
            credentials,
            names,
            () -> Instant.ofEpochMilli(Long.parseLong(call.headers().get(names.date()))),
            () -> call.headers().get(names.token()));
    signer.renew();
    return signer.headers(call.operation(), call.body(), fault);
  }

  /** Returns the response to any request, also of the control API. */
  ProxiedResponse response(String method, String path, Map<String, String> headers, byte[] body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(mock.url() + path).toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(method);
      headers.forEach(connection::setRequestProperty);
      if (!method.equals("GET")) {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
      }
      return response(connection);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  private static ProxiedResponse response(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              if (name != null && !MutatingProxy.OF_THE_CONNECTION.contains(name)) {
                headers.put(name, values.get(0));
              }
            });
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (in == null) {
      return new ProxiedResponse(status, headers, new byte[0]);
    }
    try (in) {
      return new ProxiedResponse(status, headers, in.readAllBytes());
    }
  }
}
