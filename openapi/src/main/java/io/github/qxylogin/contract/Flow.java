package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of an operation in a login. Members that its role does not need are null or empty. A
 * field that the request lacks is a field of the hosted account that the call is for.
 *
 * @param role the part itself
 * @param identity the request's fields that name the identity: limits count by all of them
 *     together, outcomes and journal by each
 * @param session the request's fields that together name a session
 * @param person the request's fields that name the natural person; a person holds one session a
 *     region
 * @param taskName the place of the task in the response that issues it; elsewhere the request's
 *     field
 * @param smsCode the request's field with the code of the SMS
 * @param mobile the request's field with the mobile number of the SMS
 * @param resendAfter the time between two SMS
 * @param taskLifetime how long a task can be redeemed
 * @param sessionLifetime how long a session holds
 * @param needsSession the operation that checks the session which a call needs
 * @param lock when failed logins lock a tax number or a person
 * @param withoutSms the users that log in without an SMS
 * @param token how a token is issued
 * @param opens the operations that check the session which a success opens; when empty, those of
 *     the same group
 * @param kind how a field of the request chooses the success
 * @param status the states of a task that is polled
 * @param account its part with the hosted accounts
 * @param entity its part with other entities of the platform
 * @param address the webhook; this operation sets its address
 * @param callback of a webhook, when the platform calls
 */
public record Flow(
    Role role,
    List<String> identity,
    List<String> session,
    List<String> person,
    @JsonProperty("task") @Nullable String taskName,
    @Nullable String smsCode,
    @Nullable String mobile,
    @Nullable Duration resendAfter,
    @Nullable Duration taskLifetime,
    @Nullable Duration sessionLifetime,
    @Nullable String needsSession,
    @Nullable Lock lock,
    @Nullable Among withoutSms,
    @Nullable Token token,
    List<String> opens,
    @Nullable Kind kind,
    @Nullable Status status,
    @Nullable AccountFlow account,
    @Nullable EntityFlow entity,
    @Nullable Address address,
    @Nullable CallbackFlow callback) {

  /** Without a role it has no part. */
  public Flow {
    role = Objects.requireNonNullElse(role, Role.NONE);
  }

  /** Returns the request's field that names the task, in an operation that redeems or polls it. */
  public @Nullable String task() {
    return role.takesTask() ? taskName : null;
  }

  /** Returns the place of the task in the response of an operation that issues it. */
  public @Nullable JsonPointer taskAt() {
    return role == Role.ISSUES_TASK ? JsonPointer.compile(taskName) : null;
  }

  /** Returns the field by which failed logins are counted. */
  public @Nullable String lockedBy() {
    return lock == null ? null : lock.of();
  }

  /** Returns the fields that name a person; a success lifts the lock of that person. */
  public List<String> lifts() {
    return lock == null ? List.of() : lock.lifts();
  }

  /** The parts that operations play. */
  public enum Role implements Keyed {
    ISSUES_TOKEN,
    ISSUES_TASK,
    REDEEMS_TASK,
    POLLS_TASK,
    CHECKS_SESSION,
    UPLOADS_SESSION,
    ENDS_SESSION,
    KEEPS_ACCOUNT,
    KEEPS_ENTITY,
    SETS_CALLBACK,
    /** No part: the flow names the identity and the conditions of the call. */
    NONE;

    /** Returns whether a call redeems or polls a task. */
    boolean takesTask() {
      return this == REDEEMS_TASK || this == POLLS_TASK;
    }
  }

  /** A field with one of these values, of a request or of a hosted account. */
  public record Among(
      @JsonProperty(required = true) String field,
      @JsonProperty(required = true) List<String> values) {
    /** Returns whether the field of an object has one of the values. */
    public boolean holds(JsonNode object) {
      return values.contains(object.path(field).asText());
    }
  }

  /**
   * When failed logins lock a tax number, until it is recovered, or a person, until midnight.
   *
   * @param of the field with the tax number or the person; in an operation that redeems a task it
   *     may be a field of the call that issued it; null where a call only lifts locks
   * @param failures the failed logins that do not lock, in a row of a tax number, in a day of a
   *     person
   * @param midnight the time zone: its midnight ends the day of a person; null of a tax number
   * @param lifts the request's fields that name a person; a success lifts the lock of that person;
   *     where that issues a task, the success of redeeming it
   */
  public record Lock(
      @Nullable String of, int failures, @Nullable ZoneOffset midnight, List<String> lifts) {}

  /**
   * How a field of the request selects the success: the first case with the same value.
   *
   * @param ends by value, the operations that check the sessions which a call ends
   */
  public record Kind(@JsonProperty(required = true) String field, Map<String, List<String>> ends) {}

  /**
   * The states of a task that is polled.
   *
   * @param at the place of the state in the response
   * @param running its value while the task runs
   * @param done its value when the task is done
   * @param failed its value when the task has failed
   * @param runsFor how long a task runs
   */
  public record Status(
      @JsonProperty(required = true) JsonPointer at,
      @JsonProperty(required = true) String running,
      @JsonProperty(required = true) String done,
      @JsonProperty(required = true) String failed,
      @Nullable Duration runsFor) {}

  /**
   * How a token is issued.
   *
   * @param at the place of the token in the response
   * @param lifetime the place of its life in milliseconds
   * @param appKey the request's field with the application's key
   * @param secret the request's field with the MD5 of its AppSecret
   * @param grant the request's field that chooses how the token is requested
   * @param byCredentials its value for the application's key and secret
   * @param byRefresh its value for a refresh token
   * @param refreshToken the request's field with a refresh token
   * @param refreshAt the place of the next refresh token in the response
   */
  public record Token(
      @JsonProperty(required = true) JsonPointer at,
      @JsonProperty(required = true) JsonPointer lifetime,
      @JsonProperty(required = true) String appKey,
      @JsonProperty(required = true) String secret,
      @JsonProperty(required = true) String grant,
      @JsonProperty(required = true) String byCredentials,
      @JsonProperty(required = true) String byRefresh,
      @JsonProperty(required = true) String refreshToken,
      @JsonProperty(required = true) JsonPointer refreshAt) {}

  /**
   * A webhook; an operation sets its address.
   *
   * @param webhook its {@code operationId}
   * @param url the request's field with the address
   */
  public record Address(
      @JsonProperty(required = true) String webhook, @JsonProperty(required = true) String url) {}
}
