package io.github.qxylogin.contract;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does with the hosted accounts, or that its calls are for one of them. Members
 * that it does not need are null or empty.
 *
 * @param does what becomes of the account
 * @param enterprise the member of requests and answers that names the enterprise
 * @param id the member of requests and answers that names the account; where a call is for one and
 *     names none, the only one of the enterprise is meant
 * @param at where the answer tells of the account
 * @param unique the fields that make two accounts of an enterprise one when all of them are the
 *     same
 * @param tells the members of the answered account that are as it was given, and absent when not
 * @param forms by member, what answers say in place of the value that the account was given
 * @param defaults by field, the value of one that is not given
 * @param taxNumber the member of the answered account that holds the enterprise's tax number
 * @param product the member of requests and answers that names a product
 * @param bound the members that belong to an account's binding to a product
 * @param binding the member of the answer that numbers the binding
 * @param time when what is answered came to be
 * @param modes for which accounts a login is
 * @param byItself for which accounts the platform logs in by itself, so that no session is needed
 */
public record AccountFlow(
    Does does,
    String enterprise,
    String id,
    @Nullable JsonPointer at,
    List<String> unique,
    List<String> tells,
    Map<String, Map<String, String>> forms,
    Map<String, JsonNode> defaults,
    @Nullable String taxNumber,
    @Nullable String product,
    List<String> bound,
    @Nullable String binding,
    @Nullable Time time,
    @Nullable Among modes,
    @Nullable Among byItself) {
  private static final List<String> KEYS =
      List.of(
          "does",
          "enterprise",
          "id",
          "at",
          "unique",
          "tells",
          "forms",
          "defaults",
          "taxNumber",
          "product",
          "bound",
          "binding",
          "time",
          "modes",
          "byItself");

  /** What becomes of an account. */
  public enum Does {
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
    /** Its call is for an account, of which it changes nothing. */
    USES;

    /** Returns whether it is done by an operation that keeps accounts, and by no other. */
    public boolean keeps() {
      return this != LOGS_IN && this != USES;
    }

    /** Returns whether an account comes of it. */
    public boolean creates() {
      return this == CREATES || this == CREATES_OR_UPDATES;
    }

    /** Returns the spelling of the contract, such as {@code creates-or-updates}. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The accounts whose member has one of these values. */
  public record Among(String member, List<String> values) {
    static Among of(Value among) {
      among.graded(List.of("member", "values"));
      return new Among(among.text("member"), among.texts("values"));
    }
  }

  /**
   * A time in an answer.
   *
   * @param member where it stands
   * @param form how it is written, on the platform's own clock
   */
  public record Time(String member, DateTimeFormatter form) {
    /** Returns an instant as the answer writes it. */
    public String text(Instant instant) {
      return form.format(instant);
    }

    /** Returns the instant that an answer writes. */
    public Instant instant(String text) {
      return Instant.from(form.parse(text));
    }

    static Time of(Value time) {
      time.only(List.of("member", "pattern", "offset"));
      String member = time.text("member");
      String pattern = time.text("pattern");
      String offset = time.text("offset");
      try {
        return new Time(
            member,
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.of(offset)));
      } catch (IllegalArgumentException | DateTimeException wrong) {
        throw time.wrong("is no form of a time: " + wrong.getMessage());
      }
    }
  }

  /** Returns what the answer of an operation that tells of the account says of it. */
  public JsonNode accountIn(JsonNode answer) {
    return answer.at(requireNonNull(at, "the contract names no place of the account"));
  }

  static AccountFlow of(Told account, Schemas schemas) {
    account.only(KEYS);
    return new AccountFlow(
        account.value("does").oneOf(Does.values(), Does::key),
        account.text("enterprise"),
        account.text("id"),
        account.read("at", Value::pointer),
        account.optional("unique").map(AccountFlow::unique).orElse(List.of()),
        account.texts("tells"),
        account.value("forms").members().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, f -> form(f.getValue(), schemas))),
        account.value("defaults").members().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, d -> d.getValue().node())),
        account.read("taxNumber", Value::text),
        account.read("product", Value::text),
        account.texts("bound"),
        account.read("binding", Value::text),
        account.read("time", Time::of),
        account.read("modes", Among::of),
        account.read("byItself", Among::of));
  }

  private static List<String> unique(Value unique) {
    unique.graded(List.of("fields"));
    return unique.texts("fields");
  }

  /** Reads what a schema writes for the other width of each of its values. */
  private static Map<String, String> form(Value name, Schemas schemas) {
    return schemas.named(name).at("x-values").pairs("code", "value");
  }
}
