package io.github.qxylogin.mock.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The platform's id of a call, in its response. */
public final class RequestId {
  static final String MEMBER = "reqId";

  /** Both spellings are documented; a response has one of them. */
  private static final List<String> SPELLINGS = List.of(MEMBER, "req_id");

  private RequestId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Returns the id of a response, if it has one. */
  public static Optional<String> of(MockResponse response) {
    ObjectNode body = new RequestBody(response.body()).object().orElseThrow();
    return SPELLINGS.stream().filter(body::has).map(id -> body.get(id).asText()).findFirst();
  }

  /** Replaces the documented id of a response, if it has one, by a new one. */
  public static void renew(ObjectNode response) {
    for (String member : SPELLINGS) {
      if (response.has(member)) {
        response.put(member, next());
      }
    }
  }
}
