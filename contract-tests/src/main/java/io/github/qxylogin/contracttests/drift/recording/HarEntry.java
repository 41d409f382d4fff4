package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.judge.Outcome.Timing;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.contracttests.wire.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A call as an entry of an HTTP archive, HAR 1.2, has it.
 *
 * @param host the host in lower case
 * @param timing when it was sent and how long it took; empty when the archive lacks it
 * @param request the request's body; missing when there is none that is JSON
 * @param response the response, with the status 0 when there was none
 * @param ofTheSuite whether the contract tests sent it: their requests may be faulty on purpose
 * @param leftOut whether the recording side spoilt it: a fault of the mock server, its own errors,
 *     a call that the browser gave up, an impossible status
 * @param undecodable whether the body was recorded, but cannot be decoded
 */
record HarEntry(
    String method,
    String host,
    String path,
    Optional<Timing> timing,
    JsonNode request,
    Response response,
    boolean ofTheSuite,
    boolean leftOut,
    boolean undecodable) {

  /** No response of the API is nearly as long; more is an attack. */
  private static final int LONGEST_BODY = 1 << 24;

  /** How the contract tests name themselves to a server. */
  private static final String SUITE = "qixiangyun-login-contract-tests";

  /** Those of HTTP itself; the contract marks its own. */
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private static final Set<String> GIVEN_UP =
      Set.of("net::ERR_ABORTED", "net::ERR_BLOCKED_BY_CLIENT");

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /**
   * Reads an entry.
   *
   * @param masking receives its secrets, to mask their copies elsewhere
   */
  static HarEntry of(JsonNode entry, Masking masking) {
    JsonNode request = entry.path("request");
    JsonNode response = entry.path("response");
    Stream.of(request, response, request.path("postData"))
        .flatMap(
            message -> Stream.of("headers", "cookies", "queryString", "params").map(message::path))
        .flatMap(JsonNode::valueStream)
        .forEach(p -> learn(masking, p.path("name").asText(), p.path("value").asText()));
    JsonNode sent = JsonText.parse(request.path("postData").path("text").asText().getBytes(UTF_8));
    JsonNode content = response.path("content");
    List<String> errors =
        Stream.of(entry, response).map(of -> of.path("_error").asText("")).toList();
    boolean complete = errors.stream().allMatch(String::isEmpty);
    int status = complete ? response.path("status").asInt() : 0;
    String type = header(response, "Content-Type").orElse(content.path("mimeType").asText());
    Optional<byte[]> body = bytes(content);
    Response received =
        body.map(bytes -> Response.of(status, type, bytes))
            .orElseGet(() -> Response.withoutBody(status, type));
    masking.learn(sent);
    masking.learn(received.body());
    URI url = url(request.path("url").asText());
    return new HarEntry(
        request.path("method").asText().toUpperCase(Locale.ROOT),
        url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT),
        url.getPath() == null ? "" : url.getPath(),
        timing(entry),
        sent,
        received,
        header(request, "User-Agent").filter(agent -> agent.startsWith(SUITE)).isPresent(),
        isMockGenerated(entry, response, type) || errors.stream().anyMatch(GIVEN_UP::contains),
        content.path("text").isTextual() && body.isEmpty());
  }

  /** Learns a header or parameter, if its name is sensitive. */
  private static void learn(Masking masking, String name, String value) {
    boolean ofHttp = SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    if (!value.equals(Redaction.MASK) && (ofHttp || masking.hides(name))) {
      masking.learn(value);
      Stream.of(value.split("[;,\\s]+", -1))
          .filter(part -> ofHttp)
          .forEach(part -> masking.learn(part.substring(part.indexOf('=') + 1)));
    }
  }

  private static Optional<Timing> timing(JsonNode entry) {
    try {
      Instant at = OffsetDateTime.parse(entry.path("startedDateTime").asText()).toInstant();
      return Optional.of(new Timing(at, Duration.ofMillis(entry.path("time").asLong())));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /**
   * The archive of a mock server names its faults and rules. No server returns a status that is
   * none.
   */
  private static boolean isMockGenerated(JsonNode entry, JsonNode response, String type) {
    boolean ofTheMock =
        entry.has("_fault") || (entry.has("_rule") && type.startsWith("application/problem+json"));
    return ofTheMock || isNoStatus(response.path("status"));
  }

  private static boolean isNoStatus(JsonNode status) {
    return !status.isMissingNode() && !status.isNull() && !status.asText().matches("\\d{1,3}");
  }

  /** Browsers write addresses that are none by the letter, with bars or braces in their query. */
  private static URI url(String url) {
    try {
      return URI.create(url.split("[?#]", 2)[0]);
    } catch (IllegalArgumentException noAddress) {
      return URI.create("");
    }
  }

  private static Optional<String> header(JsonNode message, String name) {
    return message
        .path("headers")
        .valueStream()
        .filter(header -> header.path("name").asText().equalsIgnoreCase(name))
        .map(header -> header.path("value").asText())
        .findFirst();
  }

  /** Returns a body; nothing if it was not recorded, cannot be decoded or is too long. */
  private static Optional<byte[]> bytes(JsonNode content) {
    JsonNode text = content.path("text");
    if (!text.isTextual()) {
      return Optional.empty();
    }
    boolean encoded = content.path("encoding").asText().equalsIgnoreCase("base64");
    try {
      // Some recorders break Base64 into lines.
      return unpacked(
          encoded
              ? Base64.getDecoder().decode(text.textValue().replaceAll("\\s", ""))
              : text.textValue().getBytes(UTF_8));
    } catch (IllegalArgumentException | IOException undecodable) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> unpacked(byte[] bytes) throws IOException {
    if (!Arrays.equals(bytes, 0, Math.min(bytes.length, GZIP.length), GZIP, 0, GZIP.length)) {
      return Optional.of(bytes);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(LONGEST_BODY + 1);
      return Optional.of(unpacked).filter(whole -> whole.length <= LONGEST_BODY);
    }
  }
}
