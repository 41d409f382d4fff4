package io.github.qxylogin.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation's part with the hosted accounts. Members that it does not need are null or empty.
 *
 * @param does the effect on the account
 * @param enterprise the member of requests and responses that names the enterprise
 * @param id the member of requests and responses that names the account; a call for an account that
 *     names none is for the only one of the enterprise
 * @param at the place of the account in the response
 * @param unique the fields that identify an account of an enterprise
 * @param product the request's field that names a product
 * @param items the request's products, where it names several
 * @param modes the accounts that a login is for
 * @param byItself the accounts for which the platform logs in by itself, so that no session is
 *     needed
 */
public record AccountFlow(
    @JsonProperty(required = true) Does does,
    @JsonProperty(required = true) String enterprise,
    @JsonProperty(required = true) String id,
    @Nullable JsonPointer at,
    @Nullable Unique unique,
    @Nullable String product,
    EntityFlow.@Nullable Items items,
    Flow.@Nullable Among modes,
    Flow.@Nullable Among byItself) {

  /** The effect on an account. */
  public enum Does implements Keyed {
    CREATES,
    CREATES_OR_UPDATES,
    FINDS,
    UPDATES,
    BINDS,
    UNBINDS,
    DELETES,
    RECOVERS,
    CHECKS,
    /** Its account is logged in. */
    LOGS_IN,
    /** Its call is for an account, and changes nothing of it. */
    USES;

    /** Returns whether it is done by an operation that keeps accounts, and by no other. */
    public boolean keeps() {
      return this != LOGS_IN && this != USES;
    }

    /** Returns whether it creates an account. */
    public boolean creates() {
      return this == CREATES || this == CREATES_OR_UPDATES;
    }
  }

  /** Two accounts of an enterprise are one when all these fields are the same. */
  public record Unique(@JsonProperty(required = true) List<String> fields) {}

  /** Returns the fields that make two accounts one; none where nothing does. */
  public List<String> uniqueFields() {
    return unique == null ? List.of() : unique.fields();
  }

  /** Returns the part of a response that contains the account. */
  public JsonNode accountIn(JsonNode response) {
    return response.at(requireNonNull(at, "the contract names no place of the account"));
  }
}
