package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param contentType the header of that name; empty when it is missing
 * @param size how many bytes the body had
 * @param body the body; a missing node when it is no JSON in UTF-8
 * @param unreadable the body, when it is no JSON in UTF-8
 */
public record Answer(
    int status, String contentType, int size, JsonNode body, Optional<UnreadableBody> unreadable) {

  public Answer(int status, String contentType, int size, JsonNode body) {
    this(status, contentType, size, body, Optional.empty());
  }

  public static Answer of(int status, String contentType, byte[] body) {
    String type = contentType == null ? "" : contentType;
    JsonNode json = JsonText.parse(body);
    return new Answer(
        status,
        type,
        body.length,
        json,
        json.isMissingNode() ? Optional.of(UnreadableBody.of(type, body)) : Optional.empty());
  }

  /** Returns the media type, without its parameters. */
  public String mediaType() {
    return mediaType(contentType);
  }

  public static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip();
  }
}
