package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.Operation;

/** Looks at the body of a request before anything is done for it. */
public interface RequestCheck {
  /**
   * Does nothing if the request may be sent.
   *
   * @param body as it is to be sent; missing if it is no JSON, which the platform judges
   * @throws IllegalArgumentException naming operation and fields, if it may not
   */
  void check(Operation operation, JsonNode body);
}
