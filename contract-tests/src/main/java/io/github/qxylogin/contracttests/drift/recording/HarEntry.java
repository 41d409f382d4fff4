package io.github.qxylogin.contracttests.drift.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Makes calls of the entries of an HTTP archive, HAR 1.2. */
final class HarEntry {

  /** No answer of the API is nearly as long; what unpacks to more is a trap. */
  private static final int LONGEST_BODY = 1 << 24;

  /** How the contract tests name themselves to a server. */
  private static final String SUITE = "qixiangyun-login-contract-tests";

  private static final Set<String> GIVEN_UP =
      Set.of("net::ERR_ABORTED", "net::ERR_BLOCKED_BY_CLIENT");

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final RecordedSecrets secrets;

  HarEntry(RecordedSecrets secrets) {
    this.secrets = secrets;
  }

  RecordedCall call(JsonNode entry) {
    JsonNode request = entry.path("request");
    JsonNode response = entry.path("response");
    secrets.inPairs(request.path("headers"));
    secrets.inPairs(request.path("cookies"));
    secrets.inPairs(request.path("queryString"));
    secrets.inPairs(request.path("postData").path("params"));
    secrets.inPairs(response.path("headers"));
    secrets.inPairs(response.path("cookies"));
    JsonNode sent = JsonText.parse(request.path("postData").path("text").asText().getBytes(UTF_8));
    JsonNode content = response.path("content");
    int status = cameToItsEnd(entry) ? response.path("status").asInt() : 0;
    String type = header(response, "Content-Type").orElse(content.path("mimeType").asText());
    Optional<Answer> answer = bytes(content).map(bytes -> Answer.of(status, type, bytes));
    secrets.in(sent);
    answer.map(Answer::body).ifPresent(secrets::in);
    URI url = url(request.path("url").asText());
    return new RecordedCall(
        request.path("method").asText().toUpperCase(Locale.ROOT),
        url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT),
        url.getPath() == null ? "" : url.getPath(),
        entry.path("startedDateTime").asText(),
        entry.path("time").asLong(),
        sent,
        status,
        type,
        answer,
        header(request, "User-Agent").filter(agent -> agent.startsWith(SUITE)).isPresent(),
        isOwnFault(entry, response, type),
        content.path("text").isTextual() && answer.isEmpty());
  }

  /**
   * Browsers and proxies tell of what went wrong on the way in members of their own, which are null
   * when nothing did.
   */
  private static boolean cameToItsEnd(JsonNode entry) {
    return Stream.of(entry, entry.path("response"))
        .map(message -> message.path("_error"))
        .allMatch(error -> error.asText("").isEmpty());
  }

  /**
   * The archive of a mock server tells of its faults and rules; browsers tell that they were told
   * to stop, or stopped by themselves. No server answers a status that is none.
   */
  private static boolean isOwnFault(JsonNode entry, JsonNode response, String type) {
    boolean ofTheMock =
        entry.has("_fault") || (entry.has("_rule") && type.startsWith("application/problem+json"));
    return ofTheMock
        || isNoStatus(response.path("status"))
        || Stream.of(entry, response)
            .map(message -> message.path("_error").asText())
            .anyMatch(GIVEN_UP::contains);
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
    return encoded
        ? decoded(text.textValue()).flatMap(HarEntry::unpacked)
        : unpacked(text.textValue().getBytes(UTF_8));
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      String line = base64.replaceAll("\\s", ""); // Some recorders break it into lines.
      return Optional.of(Base64.getDecoder().decode(line));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> unpacked(byte[] bytes) {
    if (bytes.length < GZIP.length || bytes[0] != GZIP[0] || bytes[1] != GZIP[1]) {
      return Optional.of(bytes);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] unpacked = in.readNBytes(LONGEST_BODY + 1);
      return Optional.of(unpacked).filter(whole -> whole.length <= LONGEST_BODY);
    } catch (IOException notPacked) {
      return Optional.empty();
    }
  }
}
