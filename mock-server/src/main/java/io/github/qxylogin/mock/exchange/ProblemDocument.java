package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type {@link #NO_TYPE}, or where {@code control.yaml} describes the problem
 * @param detail what was wrong with this request, and what to do
 * @param available what there is in place of what was asked for; empty if that is not told
 */
@JsonPropertyOrder({"type", "title"})
public record ProblemDocument(
    String type,
    int status,
    String title,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> available) {
  /** The type of a problem of which its status tells enough. */
  static final String NO_TYPE = "about:blank";

  /** The path of the description of the control API, which tells of each type. */
  public static final String CONTROL_YAML = "/control.yaml";

  /** Nobody misspells a longer name, and a part of it would be a secret that the journal misses. */
  private static final int LONGEST_QUOTED = 100;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DESCRIPTIONS = CONTROL_YAML + "#/x-problems/";

  /** Returns the type of a problem that has a key. */
  public static String type(String key) {
    return DESCRIPTIONS + key;
  }

  /** Returns a text of the caller's choice as the mock's own texts quote it: whole, or not. */
  public static String quoted(String given) {
    return given.length() > LONGEST_QUOTED ? "..." : given;
  }

  JsonNode json() {
    return JSON.valueToTree(this);
  }
}
