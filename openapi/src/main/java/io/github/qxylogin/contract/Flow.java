package io.github.qxylogin.contract;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What part an operation plays in a login. Members that its role does not need are null or empty.
 * Where a call is for an account that is kept, what a flow names a field is the account's if it is
 * none of the request's.
 *
 * @param role the part itself
 * @param identity the request's fields that tell whom a call is for: together whom limits are
 *     counted for, and each by itself whom the mock's outcomes and its journal name
 * @param session the request's fields that together name the session which a check asks for
 * @param person the request's fields that tell the natural person, who holds one session a region
 * @param task the request's field that names the task, in an operation that redeems or polls it
 * @param taskAt where the task stands in the answer of an operation that issues it
 * @param smsCode the request's field that holds the code of the SMS
 * @param mobile the request's field that holds the number which the SMS goes to
 * @param resendAfter how long after one SMS the next may be sent
 * @param taskLifetime how long a task can be redeemed
 * @param runsFor how long a task runs that is polled
 * @param sessionLifetime how long a session holds
 * @param needsSession the operation that tells whether the session holds without which a call is
 *     refused
 * @param lock when failed logins lock a tax number or a person
 * @param lifts the request's fields each of which may name the person whose lock a success lifts;
 *     where that issues a task, the success of redeeming it
 * @param withoutSms who logs in without an SMS
 * @param derived the members of the answer that are computed from the request
 * @param token how a token is issued
 * @param carried the members of the answer that are taken over from the request, or from the call
 *     that issued the task
 * @param opens the operations that check the session which a success opens; when empty, those of
 *     the same group
 * @param kind the request's field that chooses the success: the first that a case asks for with the
 *     same value
 * @param ends by value of {@code kind}, the operations that check the sessions which a call ends
 * @param fresh the members of the answer that are new in each, such as the id of a QR code
 * @param maskedMobile where the answer repeats the number of {@code mobile}, masked
 * @param status what an answer tells of a task that is polled
 * @param enterprise how an enterprise is made known
 * @param account what it does with the hosted accounts
 */
public record Flow(
    Role role,
    List<String> identity,
    List<String> session,
    List<String> person,
    @Nullable String task,
    @Nullable JsonPointer taskAt,
    @Nullable String smsCode,
    @Nullable String mobile,
    @Nullable Duration resendAfter,
    @Nullable Duration taskLifetime,
    @Nullable Duration runsFor,
    @Nullable Duration sessionLifetime,
    @Nullable String needsSession,
    @Nullable Lock lock,
    List<String> lifts,
    @Nullable WithoutSms withoutSms,
    List<Derived> derived,
    @Nullable Token token,
    List<JsonPointer> carried,
    List<String> opens,
    @Nullable String kind,
    Map<String, List<String>> ends,
    List<JsonPointer> fresh,
    @Nullable MaskedMobile maskedMobile,
    @Nullable Status status,
    @Nullable Enterprise enterprise,
    @Nullable AccountFlow account) {
  private static final List<String> KEYS =
      List.of(
          "role",
          "identity",
          "session",
          "person",
          "task",
          "smsCode",
          "mobile",
          "resendAfter",
          "taskLifetime",
          "runsFor",
          "sessionLifetime",
          "needsSession",
          "lock",
          "lifts",
          "withoutSms",
          "derived",
          "fresh",
          "maskedMobile",
          "status",
          "enterprise",
          "token",
          "carried",
          "opens",
          "kind",
          "ends",
          "account");

  /** The parts that operations play. */
  public enum Role {
    ISSUES_TOKEN,
    ISSUES_TASK,
    REDEEMS_TASK,
    POLLS_TASK,
    CHECKS_SESSION,
    UPLOADS_SESSION,
    ENDS_SESSION,
    MAKES_ENTERPRISE,
    KEEPS_ACCOUNT,
    /** No part: the flow tells whom a call is for, and what it needs. */
    NONE;

    /** Returns the spelling of the contract, such as {@code issues-task}. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * When failed logins lock a tax number, until it is recovered, or a person, until midnight.
   *
   * @param of the field that holds the tax number or names the person; in an operation that redeems
   *     a task it may be one of the call that issued it
   * @param failures how many are borne, in a row by a tax number, in a day by a person; one more
   *     locks
   * @param midnight whose midnight ends the day of a person; null of a tax number
   */
  public record Lock(String of, int failures, @Nullable ZoneOffset midnight) {
    static Lock of(Value lock) {
      boolean aDay = lock.at("midnight").present();
      lock.graded(
          aDay ? List.of("person", "failures", "midnight") : List.of("taxNumber", "failures"));
      return new Lock(
          lock.text(aDay ? "person" : "taxNumber"),
          lock.number("failures"),
          aDay ? offset(lock.at("midnight")) : null);
    }

    private static ZoneOffset offset(Value offset) {
      try {
        return ZoneOffset.of(offset.text());
      } catch (DateTimeException wrong) {
        throw offset.wrong("'" + offset.text() + "' is no offset such as +08:00");
      }
    }
  }

  /** The values of one request field for which the bureau asks for no SMS code. */
  public record WithoutSms(String field, List<String> values) {}

  /**
   * A member of the answer that is the MD5 of the joined values of request fields; of a field whose
   * schema describes its values, the Chinese name of the value.
   */
  public record Derived(JsonPointer at, List<String> fields, String separator) {}

  /**
   * Where an answer repeats a mobile number.
   *
   * @param at where it stands in the answer
   * @param form how it is masked, with a # for each digit that is shown, such as ###****####
   */
  public record MaskedMobile(JsonPointer at, String form) {
    private static final char SHOWN = '#';

    /** Returns a number in that form; one that is too short for it shows nothing. */
    public String of(String number) {
      if (number.length() < form.length()) {
        return "*".repeat(number.length());
      }
      int front = 0;
      while (form.charAt(front) == SHOWN) {
        front++;
      }
      int end = form.lastIndexOf('*') + 1;
      return number.substring(0, front)
          + form.substring(front, end)
          + number.substring(number.length() - (form.length() - end));
    }

    static MaskedMobile of(Value masked) {
      masked.only(List.of("at", "form"));
      String form = masked.text("form");
      if (!form.matches("#*\\*+#*")) {
        throw masked.at("form").wrong("'" + form + "' is no form such as ###****####");
      }
      return new MaskedMobile(masked.pointer("at"), form);
    }
  }

  /**
   * What an answer tells of a task that is polled.
   *
   * @param at where it stands in the answer
   * @param running its value while the task runs
   * @param done its value when the task is done
   * @param failed its value when the task has failed
   */
  public record Status(JsonPointer at, String running, String done, String failed) {
    static Status of(Value status) {
      status.graded(List.of("at", "running", "done", "failed"));
      return new Status(
          status.pointer("at"), status.text("running"), status.text("done"), status.text("failed"));
    }
  }

  /**
   * How an enterprise is made known: each tax number has an id of its own, and keeps it.
   *
   * @param at where the id stands in the answer
   * @param taxNumber the request's field that holds the tax number
   * @param products the request's field that lists the products, with commas between them
   * @param ordered where a documented answer names a product that this order brought
   * @param orderedBefore where it names one that an earlier order brought, in the same list
   */
  public record Enterprise(
      JsonPointer at,
      String taxNumber,
      String products,
      JsonPointer ordered,
      JsonPointer orderedBefore) {
    /** More than the vendor sells, so that no request makes an answer of any length. */
    private static final int MOST = 100;

    /** Returns the products that a request lists; blank ones are left out. */
    public List<String> listed(JsonNode request) {
      return Stream.of(request.path(products).asText("").split(","))
          .map(String::strip)
          .filter(product -> !product.isEmpty())
          .limit(MOST)
          .toList();
    }

    /** Returns whether an answer has a list of ordered products. */
    public boolean hasList(JsonNode answer) {
      return answer.at(ordered.head().head()).isArray();
    }

    /**
     * Lists the products of a request in a documented answer, in place of its own.
     *
     * @param isOrdered whether an earlier order brought a product
     */
    public void list(ObjectNode answer, JsonNode request, Predicate<String> isOrdered) {
      if (answer.at(ordered.head().head()) instanceof ArrayNode entries) {
        List<ObjectNode> named = new ArrayList<>();
        for (String product : listed(request)) {
          JsonPointer like = isOrdered.test(product) ? orderedBefore : ordered;
          ObjectNode entry = answer.at(like.head()).deepCopy();
          named.add(entry.put(like.last().getMatchingProperty(), product));
        }
        entries.removeAll().addAll(named);
      }
    }

    static Enterprise of(Value enterprise) {
      enterprise.graded(List.of("at", "taxNumber", "products", "ordered", "orderedBefore"));
      return new Enterprise(
          enterprise.pointer("at"),
          enterprise.text("taxNumber"),
          enterprise.text("products"),
          enterprise.pointer("ordered"),
          enterprise.pointer("orderedBefore"));
    }
  }

  /**
   * How a token is issued.
   *
   * @param at where it stands in the answer
   * @param lifetime where its life in milliseconds stands in the answer
   * @param appKey the request's field that names the application
   * @param secret the request's field that holds the MD5 of its AppSecret
   * @param grant the request's field that tells by what the token is asked for
   * @param byCredentials its value for the application's key and secret
   * @param byRefresh its value for a refresh token
   * @param refreshToken the request's field that holds a refresh token
   * @param refreshAt where the next refresh token stands in the answer
   */
  public record Token(
      JsonPointer at,
      JsonPointer lifetime,
      String appKey,
      String secret,
      String grant,
      String byCredentials,
      String byRefresh,
      String refreshToken,
      JsonPointer refreshAt) {}

  static Flow of(Told flow, Schemas schemas) {
    flow.graded(KEYS);
    Role role = flow.optional("role").map(Flow::role).orElse(Role.NONE);
    Value task = flow.value("task");
    boolean asked = role == Role.REDEEMS_TASK || role == Role.POLLS_TASK;
    Told account = flow.at("account");
    return new Flow(
        role,
        flow.texts("identity"),
        flow.texts("session"),
        flow.texts("person"),
        asked ? task.text() : null,
        role == Role.ISSUES_TASK ? task.pointer() : null,
        flow.read("smsCode", Value::text),
        flow.read("mobile", Value::text),
        flow.read("resendAfter", Flow::time),
        flow.read("taskLifetime", Flow::time),
        flow.read("runsFor", Flow::time),
        flow.read("sessionLifetime", Flow::time),
        flow.read("needsSession", Value::text),
        flow.read("lock", Lock::of),
        flow.optional("lifts").map(Flow::lifts).orElse(List.of()),
        flow.read("withoutSms", Flow::withoutSms),
        flow.all("derived").stream().map(Flow::derived).toList(),
        flow.read("token", Flow::token),
        flow.value("carried").list().stream().map(Value::pointer).toList(),
        flow.texts("opens"),
        flow.read("kind", Value::text),
        flow.optional("ends").map(Flow::ends).orElse(Map.of()),
        flow.texts("fresh").stream().map(JsonPointer::compile).toList(),
        flow.read("maskedMobile", MaskedMobile::of),
        flow.read("status", Status::of),
        flow.read("enterprise", Enterprise::of),
        account.present() ? AccountFlow.of(account, schemas) : null);
  }

  /** To have no part is told by telling none. */
  private static Role role(Value role) {
    Role[] parts = Stream.of(Role.values()).filter(r -> r != Role.NONE).toArray(Role[]::new);
    return role.oneOf(parts, Role::key);
  }

  /** A time that pages tell comes with its evidence, an assumed one alone. */
  private static Duration time(Value time) {
    if (!time.node().isObject()) {
      return time.duration();
    }
    time.graded(List.of("is"));
    return time.at("is").duration();
  }

  private static Map<String, List<String>> ends(Value ends) {
    ends.graded(List.of("checks"));
    Value checks = ends.at("checks");
    return checks.members().keySet().stream().collect(toUnmodifiableMap(k -> k, checks::texts));
  }

  private static List<String> lifts(Value lifts) {
    lifts.graded(List.of("person"));
    return lifts.texts("person");
  }

  private static WithoutSms withoutSms(Value without) {
    without.graded(List.of("field", "values"));
    return new WithoutSms(without.text("field"), without.texts("values"));
  }

  private static Token token(Value token) {
    token.only(
        List.of(
            "at",
            "lifetime",
            "appKey",
            "secret",
            "grant",
            "byCredentials",
            "byRefresh",
            "refreshToken",
            "refreshAt"));
    return new Token(
        token.pointer("at"),
        token.pointer("lifetime"),
        token.text("appKey"),
        token.text("secret"),
        token.text("grant"),
        token.text("byCredentials"),
        token.text("byRefresh"),
        token.text("refreshToken"),
        token.pointer("refreshAt"));
  }

  private static Derived derived(Value derived) {
    derived.graded(List.of("at", "md5", "separator"));
    return new Derived(derived.pointer("at"), derived.texts("md5"), derived.text("separator"));
  }
}
