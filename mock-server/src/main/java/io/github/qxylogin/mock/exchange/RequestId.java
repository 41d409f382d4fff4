package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The id that the platform gives each call, in its response. */
public final class RequestId {
  static final String MEMBER = "reqId";

  /** Both spellings are documented; an answer has one of them. */
  private static final List<String> SPELLINGS = List.of(MEMBER, "req_id");

  private RequestId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Returns an answer with a new id in place of the documented one, if it has one. */
  public static Answer renewed(Answer answer) {
    JsonNode body = answer.body();
    for (String member : SPELLINGS) {
      if (body.has(member)) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.setAll((ObjectNode) body);
        return answer.withBody(own.put(member, next()));
      }
    }
    return answer;
  }
}
