package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The cost or change of a call on the real platform. */
public enum Effect implements Keyed {
  /** Nothing: the call only reads. */
  NONE,
  /** An SMS is sent to a person. */
  SMS,
  /** A session at the tax bureau is opened, or ended. */
  SESSION,
  /** A hosted account is created or changed. */
  ACCOUNT,
  /** A person's password at the tax bureau is changed. */
  PASSWORD;

  /**
   * The statement of the contract about it.
   *
   * @param when by field, the values with which alone a call costs no more than that
   */
  record Described(@JsonProperty(required = true) Effect costs, Map<String, List<JsonNode>> when) {}

  /** Returns whether it stays for good: done to no real taxpayer for a test's sake. */
  public boolean lasts() {
    return this == ACCOUNT || this == PASSWORD;
  }
}
