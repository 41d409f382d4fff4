package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The response of a server.
 *
 * @param status the HTTP status
 * @param contentType the header of that name; empty when it is missing
 * @param size how many bytes the body had
 * @param body the body; a missing node when it is no JSON in UTF-8
 * @param noJson the body if it is no JSON in UTF-8
 */
public record Response(
    int status, String contentType, int size, JsonNode body, Optional<NoJson> noJson) {
  private static final Pattern CHARSET =
      Pattern.compile(
          ";\\s*charset\\s*=\\s*\"?([A-Za-z0-9][\\w.:-]{0,39})", Pattern.CASE_INSENSITIVE);

  /**
   * A body that is no JSON in UTF-8.
   *
   * @param charset the charset of the response's media type; empty if it has none
   * @param bom whether it begins with a byte order mark
   * @param line of the first syntax error, from 1
   * @param column of the first syntax error, from 1
   * @param start its first characters
   */
  public record NoJson(int bytes, String charset, boolean bom, int line, int column, String start) {
    public NoJson startingWith(String other) {
      return new NoJson(bytes, charset, bom, line, column, other);
    }

    @Override
    public String toString() {
      String named = charset.isEmpty() ? "" : ", charset " + charset;
      String shown = start.isEmpty() ? "" : ": " + start;
      return bytes + " bytes" + named + (bom ? ", BOM" : "") + ", " + line + ":" + column + shown;
    }
  }

  public Response(int status, String contentType, int size, JsonNode body) {
    this(status, contentType, size, body, Optional.empty());
  }

  /** Returns a response without a recorded body. */
  public static Response withoutBody(int status, String contentType) {
    return new Response(status, contentType, 0, MissingNode.getInstance());
  }

  /** Returns whether the body was not recorded. */
  public boolean isUnknown() {
    return body.isMissingNode() && noJson.isEmpty();
  }

  public static Response of(int status, String contentType, byte[] body) {
    String type = contentType == null ? "" : contentType;
    JsonNode json = JsonText.parse(body);
    Matcher charset = CHARSET.matcher(type);
    Optional<NoJson> noJson =
        Optional.of(json)
            .filter(JsonNode::isMissingNode)
            .map(none -> JsonText.whyNot(body, charset.find() ? charset.group(1) : ""));
    return new Response(status, type, body.length, json, noJson);
  }

  /** Returns the media type, without its parameters. */
  public String mediaType() {
    return contentType.split(";", 2)[0].strip();
  }
}
