package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.Operation;
import java.util.Collections;
import java.util.List;

/** Refuses a request that lacks what its operation requires. */
public final class Completeness implements RequestCheck {

  @Override
  public void check(Operation operation, JsonNode body) {
    List<String> missing =
        body.isMissingNode() ? Collections.emptyList() : operation.missingFrom(body);
    if (!missing.isEmpty()) {
      int last = missing.size() - 1;
      String before = String.join(", ", missing.subList(0, last));
      throw new IllegalArgumentException(
          String.format(
              "%s needs %s%s: set %s in the request. Nothing was sent.",
              operation.id(),
              last == 0 ? "" : before + " and ",
              missing.get(last),
              last == 0 ? "it" : "them"));
    }
  }
}
