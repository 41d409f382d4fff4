package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The members that every response is wrapped in: the only names of the wire in this code. */
public record Envelope(JsonNode body) {
  public static final String CODE = "code";
  public static final String SUCCESS = "success";
  public static final String MESSAGE = "message";

  /** The data of a success. */
  public static final String DATA = "data";

  /** The members with texts for people; another wording is no difference for callers. */
  public static final Set<String> TEXTS = Set.of(MESSAGE, "msg");

  /** Both spellings are documented; every response has one of them. */
  public static final List<String> REQUEST_ID = List.of("reqId", "req_id");

  /** Other texts may be anything, such as a person's number. */
  private static final Pattern CODE_FORM = Pattern.compile("[0-9]{1,8}|[A-Za-z_]{1,24}");

  /** All are documented, often one by a schema and the other by its example. */
  private static final List<List<String>> SPELLINGS =
      List.of(REQUEST_ID, List.of(MESSAGE, "msg"), List.of(DATA, "result"));

  /** Returns the allowed names of a member. */
  static List<String> spellings(String member) {
    return SPELLINGS.stream()
        .filter(spellings -> spellings.contains(member))
        .findFirst()
        .orElseGet(() -> List.of(member));
  }

  /** Returns the name of a member in a body; the given one if it is missing. */
  public static String nameIn(JsonNode body, String member) {
    return spellings(member).stream().filter(body::has).findFirst().orElse(member);
  }

  /** Returns a place under the first of its documented spellings. */
  public static String valid(String place) {
    return place.startsWith("/") && place.lastIndexOf('/') == 0
        ? "/" + spellings(place.substring(1)).get(0)
        : place;
  }

  /** Returns whether a text looks like a code, so that it may be shown. */
  public static boolean isCode(String text) {
    return CODE_FORM.matcher(text).matches();
  }

  /** Returns a code as messages show it. */
  public static String shownCode(String code) {
    return isCode(code) ? code : Redaction.MASK;
  }

  public Optional<String> code() {
    return text(CODE);
  }

  /** Returns whether the code is that of a success; some have none. */
  public boolean isSuccess(Operation operation) {
    return operation.familyOf(code().orElse("")) == Family.OK;
  }

  public Optional<String> message() {
    return spellings(MESSAGE).stream().map(this::text).flatMap(Optional::stream).findFirst();
  }

  public Optional<String> requestId() {
    return REQUEST_ID.stream().map(this::text).flatMap(Optional::stream).findFirst();
  }

  /** Returns the data of the response, under any of its names; a missing node if there is none. */
  public JsonNode data() {
    return body.path(nameIn(body, DATA));
  }

  public Optional<Boolean> success() {
    return Optional.of(body.path(SUCCESS)).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  private Optional<String> text(String member) {
    return Optional.of(body.path(member)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
