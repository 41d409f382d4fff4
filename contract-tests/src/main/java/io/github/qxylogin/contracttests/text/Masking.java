package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contract.masking.Secrets;
import io.github.qxylogin.contracttests.wire.JsonType;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Masks secrets in all output: the values of the names that the contract marks, and their copies
 * elsewhere. A server may repeat such a value in a text.
 */
public final class Masking {
  private static final Pattern CONTENT_TYPE =
      Pattern.compile(
          "\\s*([\\w.+-]{1,60}/[\\w.+-]{1,60})(?:.*?;\\s*charset=\"?([\\w.:-]{1,40}))?.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Shorter values are masked by their names alone: they turn up in innocent texts too. */
  private static final int SHORTEST_SECRET = 6;

  private static final int LONGEST_VALUE = 200;
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /** A value behind a colon or an equals sign, and a text in quotes that is no name. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<=[:=] ?)(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s\"'<>,;{}\\[\\]&█]++)"
              + "|(?<=[,\\[] ?)\"(?:[^\"\\\\]|\\\\.)*+\"(?! ?:)");

  private static final Pattern NUMBER = Pattern.compile("[\\w.+-]*\\d[\\w.+-]{3,}");
  private static final Pattern INDEX = Pattern.compile("|\\d{1,4}");

  private final Redaction redaction;
  private final Secrets secrets;

  /** Learns nothing. */
  private final Secrets names;

  private final Contract contract;
  private Optional<ResponseMasking> responseMasking = Optional.empty();

  public Masking(Contract contract) {
    this.contract = contract;
    redaction = new Redaction(contract);
    secrets = new Secrets(redaction, SHORTEST_SECRET);
    names = new Secrets(redaction, SHORTEST_SECRET);
  }

  /** Remembers a value that must never be shown, and how it looks inside of a JSON text. */
  public void learn(String secret) {
    secrets.learn(secret);
  }

  /** The first characters of secret values. */
  public void learnStart(String start) {
    secrets.learnStart(start);
  }

  /** Remembers the sensitive values of a body. */
  public void learn(JsonNode body) {
    secrets.learn(body);
  }

  /** From now on hides possible personal data of responses: a real target has real people. */
  public void hideResponses() {
    responseMasking = Optional.of(new ResponseMasking(contract, this));
  }

  /** Returns a text without secrets. */
  public String clean(String text) {
    return secrets.clean(text);
  }

  /**
   * Returns the start of a body that is no JSON: without the values in it, since nothing shows
   * which of them are secret, and without numbers.
   */
  private String start(String body) {
    String clean = Markup.onTerminal(SPACES.matcher(clean(body)).replaceAll(" ").strip());
    String masked =
        NUMBER.matcher(VALUE.matcher(clean).replaceAll(Redaction.MASK)).replaceAll(Redaction.MASK);
    String shown = responseMasking.map(m -> m.words(masked)).orElse(masked);
    return Markup.beginning(shown, LONGEST_VALUE);
  }

  /** Returns a media type and its charset; nothing else of the header is shown. */
  public String contentType(String header) {
    Matcher type = CONTENT_TYPE.matcher(clean(header));
    return type.matches()
        ? type.group(1) + (type.group(2) == null ? "" : ";charset=" + type.group(2))
        : header.isEmpty() ? "" : Redaction.MASK;
  }

  /** Returns a body that is no JSON with the values in it masked. */
  public Response.NoJson shown(Response.NoJson body) {
    return body.startingWith(start(body.start()));
  }

  /** Returns a copy of a body without secrets. */
  public JsonNode clean(JsonNode body) {
    return secrets.clean(body);
  }

  /** Returns the body of a response as reports show it; without JSON, only its type and length. */
  public JsonNode shown(Response response) {
    return response
        .noJson()
        .<JsonNode>map(body -> TextNode.valueOf(shown(body).toString()))
        .orElseGet(() -> response(response.body()));
  }

  /** Returns a copy of a response as reports show it. */
  public JsonNode response(JsonNode body) {
    return responseMasking.map(d -> d.response(body)).orElseGet(() -> clean(body));
  }

  /**
   * Returns a copy of a body that the contract prints, without the values of sensitive names: every
   * other value is public, even if it looks like a secret.
   */
  public JsonNode cleanDocumented(JsonNode body) {
    return names.clean(body);
  }

  /** Returns a place of a body without secrets, which a server may also use as a member's name. */
  public String cleanPlace(String place) {
    return Arrays.stream(place.split("/", -1))
        .map(name -> name.replace("~1", "/").replace("~0", "~"))
        .map(name -> name(name).replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining("/"));
  }

  /** Returns the name of a member without secrets; an index stays. */
  public String name(String name) {
    return responseMasking
        .filter(d -> !INDEX.matcher(name).matches())
        .map(d -> d.name(name))
        .orElseGet(() -> clean(name));
  }

  /** Returns whether the value at a place of a body is a secret by its name. */
  public boolean hides(String place) {
    return Arrays.stream(place.split("/")).anyMatch(redaction::covers);
  }

  /** Returns how the value at a place of a response is shown. */
  public String got(String place, JsonNode value) {
    return show(place, responseMasking.map(d -> d.value(place, value)).orElse(value));
  }

  /** Returns the same of a value that should be a word of a vocabulary, if it is one word. */
  public String gotWord(String place, JsonNode value) {
    boolean word = responseMasking.filter(d -> d.isWord(value.asText())).isPresent();
    return word && value.isValueNode() ? show(place, value) : got(place, value);
  }

  /** Returns how the value at a place of a body is shown. */
  public String show(String place, JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    if (!JsonType.isNullOrEmpty(value) && hides(place)) {
      return Redaction.MASK;
    }
    return Markup.beginning(clean(value).toString(), LONGEST_VALUE);
  }
}
