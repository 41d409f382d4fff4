package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A documented request, spoilt at random: line, headers and body. The seed decides everything. */
final class FuzzedRequest {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "OPTIONS", "TRACE", "CONNECT", "post", "P\u0001", "QUERY", "");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: text/plain",
          "Content-Type: application/json;charset=%s",
          "Content-Type: multipart/form-data; boundary=%s",
          "Content-Type: application/x-www-form-urlencoded;charset=bogus",
          "Content-Encoding: gzip",
          "Content-Encoding: %s",
          "Content-Length: %s",
          "Content-Length: 3",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: %s",
          "Expect: 100-continue",
          "Expect: %s",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA",
          "Prefer: example=%s",
          "Prefer: code=%s; example=\"%s",
          "Origin: http://localhost:%s",
          "Host: %s",
          "Cookie: %s",
          "Range: bytes=%s",
          "Authorization: Bearer %s",
          "access_token: %s",
          "req_date: 99999999999999999999%s",
          "%s: %s",
          "%s");
  private static final List<String> VALUES =
      List.of(
          "null",
          "[]",
          "{}",
          "-0",
          "1e400",
          "9".repeat(2000),
          "\"\\ud800\"",
          "\"\\u0000\"",
          "'a'",
          "[".repeat(2000),
          "{\"a\":".repeat(500),
          "\"" + "x".repeat(70_000) + "\"",
          "NaN",
          "//");

  private final Random random;

  private FuzzedRequest(Random random) {
    this.random = random;
  }

  static byte[] of(Contract contract, long seed) {
    return new FuzzedRequest(new Random(seed)).message(contract);
  }

  private byte[] message(Contract contract) {
    Operation operation = oneOf(contract.operations());
    byte[] body = body(operation);
    StringBuilder head = new StringBuilder();
    head.append(oneIn(8) ? oneOf(METHODS) : operation.method()).append(' ');
    head.append(oneIn(8) ? spoilt(operation.path()) : operation.path());
    head.append(oneIn(20) ? " HTTP/" + text() : " HTTP/1.1").append("\r\n");
    if (!oneIn(20)) {
      head.append("Host: x\r\n");
    }
    if (!oneIn(8)) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    for (int count = random.nextInt(4); count > 0; count--) {
      head.append(oneOf(HEADERS).replace("%s", text())).append("\r\n");
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    message.writeBytes(body);
    return oneIn(10) ? spoilt(message.toByteArray()) : message.toByteArray();
  }

  private byte[] body(Operation operation) {
    Case documented = oneOf(operation.cases());
    String json = Objects.toString(documented.request(), "{}");
    if (oneIn(3)) {
      int colon = json.indexOf(':', random.nextInt(json.length()));
      json = json.substring(0, Math.max(1, colon + 1)) + oneOf(VALUES) + (oneIn(2) ? "}" : "");
    }
    byte[] body = json.getBytes(UTF_8);
    for (int count = random.nextInt(3); count > 0; count--) {
      body = spoilt(body);
    }
    return body;
  }

  private String spoilt(String text) {
    return new String(spoilt(text.getBytes(ISO_8859_1)), ISO_8859_1);
  }

  private byte[] spoilt(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(12));
    byte[] noise = new byte[random.nextInt(6)];
    random.nextBytes(noise);
    ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
    spoilt.write(bytes, 0, at);
    spoilt.writeBytes(noise);
    if (oneIn(3)) {
      spoilt.writeBytes(Arrays.copyOfRange(bytes, at, end)); // sent twice
      end = at;
    }
    spoilt.write(bytes, end, bytes.length - end);
    return spoilt.toByteArray();
  }

  private String text() {
    byte[] text = new byte[random.nextInt(oneIn(50) ? 40_000 : 12)];
    random.nextBytes(text);
    for (int i = 0; i < text.length; i++) {
      if (!oneIn(10)) {
        text[i] = (byte) (' ' + (text[i] & 0x3f));
      }
    }
    return new String(text, ISO_8859_1);
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
