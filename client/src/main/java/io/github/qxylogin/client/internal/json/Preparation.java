package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.Operation;

/**
 * What is done to the body of a request before anything is sent: what the client can say by itself
 * is added, and what the platform would refuse is refused.
 */
public final class Preparation {
  /** Leaves each request as it is. */
  public static final Preparation NONE = new Preparation(false);

  private final boolean defaults;
  private final RequestCheck[] checks;

  /**
   * Creates a preparation.
   *
   * @param defaults whether to add what is missing that the client knows
   */
  public Preparation(boolean defaults, RequestCheck... checks) {
    this.defaults = defaults;
    this.checks = checks;
  }

  /**
   * Prepares the body of a request.
   *
   * @param body as it is to be sent; missing if it is no JSON
   * @return whether it was changed
   * @throws IllegalArgumentException naming operation and fields, if it must not be sent
   */
  public boolean prepare(Operation operation, JsonNode body) {
    boolean changed = defaults && Defaults.fill(operation, body);
    for (RequestCheck check : checks) {
      check.check(operation, body);
    }
    return changed;
  }
}
