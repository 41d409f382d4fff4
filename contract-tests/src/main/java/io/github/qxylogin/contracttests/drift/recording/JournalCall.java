package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.util.Locale;
import java.util.Optional;

/** Makes calls of the entries of a mock server's journal. */
final class JournalCall {

  private final RecordedSecrets secrets;

  JournalCall(RecordedSecrets secrets) {
    this.secrets = secrets;
  }

  Recorded call(JsonNode entry) {
    JsonNode request = entry.path("request");
    JsonNode answer = entry.path("answer");
    if (!request.isObject() || !answer.isObject() || !entry.path("path").isTextual()) {
      throw new CouldNotRunException(
          "an entry has not method, path, request and answer: it is of no mock server's journal");
    }
    secrets.inPairs(entry.path("query"));
    headers(request);
    headers(answer);
    secrets.in(request.path("body"));
    secrets.in(answer.path("body"));
    int size = answer.path("bodySize").asInt();
    JsonNode body = answer.path("body");
    return new Recorded(
        entry.path("method").asText().toUpperCase(Locale.ROOT),
        "",
        entry.path("path").asText(),
        entry.path("at").asText(),
        request.path("body"),
        answer.path("status").asInt(),
        header(answer, "Content-Type"),
        size > 0 && body.isMissingNode() ? Optional.empty() : Optional.of(orMissing(body)),
        entry.has("fault") || Recorded.isProblem(header(answer, "Content-Type")),
        false);
  }

  private static JsonNode orMissing(JsonNode body) {
    return body.isNull() ? MissingNode.getInstance() : body;
  }

  private void headers(JsonNode message) {
    message
        .path("headers")
        .properties()
        .forEach(header -> secrets.in(header.getKey(), header.getValue().asText()));
  }

  private static String header(JsonNode message, String name) {
    return message.path("headers").properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElse("");
  }
}
