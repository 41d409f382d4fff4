package io.github.qxylogin.mock.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A mock that authenticates, called at its address, with a clock that only questions move. */
final class HonestServer implements Server, AutoCloseable {
  private static final String APP_KEY = "conformance";
  private static final String APP_SECRET = "of-no-application-at-all";

  private final SecurityHeaders headers;
  private final Operation fetching;
  private final LoginMock mock;
  private final Http http;
  private String token = "";

  HonestServer(Contract contract) {
    headers = contract.securityHeaders();
    fetching = contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
    mock = TestedState.mock().credentials(APP_KEY, APP_SECRET).journal(0).start();
    mock.clock().freeze();
    http = new Http(mock.url());
  }

  /** Puts the mock's credentials into the fields of a token's request. */
  static void fillCredentials(Flow.Token token, ObjectNode fields) {
    if (fields.has(token.appKey())) {
      fields.put(token.appKey(), APP_KEY);
    }
    if (fields.has(token.secret())) {
      fields.put(token.secret(), md5(APP_SECRET));
    }
  }

  static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Response response(Request request) {
    Operation operation = request.operation();
    List<String> sent = new ArrayList<>();
    if (operation.signed()) {
      sent.addAll(signed(request));
    }
    if (!request.example().isEmpty()) {
      sent.addAll(List.of("Prefer", "example=" + request.example()));
    }
    Http.Response got =
        http.call(
            operation.method(), operation.path(), request.body(), sent.toArray(String[]::new));
    return new Response(got.status(), got.header("Content-Type"), got.caseName(), got.text());
  }

  /** Written apart from the mock's signing on purpose. */
  private List<String> signed(Request request) {
    SigningFault fault = request.fault();
    String carried = request.token().isEmpty() ? token() : request.token();
    if (fault == SigningFault.TOKEN_UNKNOWN) {
      carried = new StringBuilder(carried).reverse().toString();
    }
    Duration tooFar = headers.skew().multipliedBy(2);
    Instant time =
        switch (fault) {
          case DATE_EARLY -> now().minus(tooFar);
          case DATE_LATE -> now().plus(tooFar);
          default -> now();
        };
    String date = Long.toString(time.toEpochMilli());
    String body = fault == SigningFault.SIGNATURE_OF_OTHER_BODY ? date + "{}" : request.body();
    String secret = APP_SECRET + (fault == SigningFault.SIGNATURE_OF_OTHER_SECRET ? "x" : "");
    String toSign =
        String.join("_", request.operation().method(), md5(body), date, carried, secret);
    String signature = Base64.getEncoder().encodeToString(md5(toSign).getBytes(UTF_8));
    List<String> sent = new ArrayList<>(List.of(headers.date(), date));
    if (fault != SigningFault.TOKEN_MISSING) {
      sent.addAll(List.of(headers.token(), carried));
    }
    if (fault != SigningFault.SIGNATURE_MISSING) {
      sent.addAll(List.of(headers.signature(), "API-SV1:" + APP_KEY + ":" + signature));
    }
    return sent;
  }

  private String token() {
    if (token.isEmpty()) {
      Flow.Token flow = fetching.inFlow(Flow::token).orElseThrow();
      ObjectNode fields = fetching.firstSuccess().request().deepCopy();
      fillCredentials(flow, fields);
      token = response(new Request(fetching, fields)).json().at(flow.at()).asText();
    }
    return token;
  }

  @Override
  public Instant now() {
    return mock.clock().instant();
  }

  @Override
  public void advance(Duration time) {
    mock.clock().advance(time);
    token = "";
  }

  @Override
  public String smsCode(String task) {
    return mock.sms().stream()
        .filter(sms -> sms.taskId().equals(task))
        .map(sms -> sms.smsCode())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no SMS was sent for task " + task));
  }

  @Override
  public void close() {
    mock.close();
  }
}
