package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which values of observed calls are shown. An undocumented member may be secret, so no
 * value is shown except codes, texts, described values and request ids.
 */
public final class ResponseMasking {

  private static final int LONGEST_TEXT = 200;
  private static final int ENOUGH_MEMBERS = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.:-]{0,39}");
  private static final Pattern SEGMENT = Pattern.compile("|[A-Za-z]{1,30}[0-9]{0,2}");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x85]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]{0,24}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{20,64}");

  private static final Pattern RUN = Pattern.compile("[\\p{Alnum}*._=@+-]+");

  /** Longer digit runs may be personal data. */
  private static final int MOST_DIGITS = 3;

  private final Masking masking;
  private final ContractWords words;

  public ResponseMasking(Contract contract, Masking masking) {
    this.masking = masking;
    this.words = ContractWords.of(contract);
  }

  /** Returns a member's name, or a mask when it may be a value. */
  public String name(String name) {
    return isName(name) ? name : Redaction.MASK;
  }

  public boolean isName(String name) {
    boolean plain = NAME.matcher(name).matches() && digits(name) <= MOST_DIGITS;
    return (words.hasMember(name) || plain) && masking.clean(name).equals(name);
  }

  /** Returns whether the contract makes all values of a name secret. */
  public boolean isSecret(String name) {
    return masking.hides(name);
  }

  /** Returns a path, with a mask for each part that may be a value. */
  public String path(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> SEGMENT.matcher(segment).matches() ? segment : Redaction.MASK)
        .map(masking::clean)
        .collect(Collectors.joining("/"));
  }

  public boolean isWord(String word) {
    return WORD.matcher(word).matches() && masking.clean(word).equals(word) && digits(word) <= 8;
  }

  private static long digits(String word) {
    return word.chars().filter(Character::isDigit).count();
  }

  /** Returns a text for people, if nothing in it can be a name, a number or a secret. */
  public Optional<String> wholeText(String text) {
    return Optional.of(text)
        .filter(t -> !t.isBlank() && (words.hasText(t) || t.equals(message(t))));
  }

  /** Returns a text in which the words that the contract does not use are masked. */
  String words(String text) {
    return words.shown(text);
  }

  private String message(String text) {
    return words.hasText(text) ? text(text) : words.shown(text(text));
  }

  /** Returns a text without secrets and numbers, in one line. */
  public String text(String text) {
    String clean = RUN.matcher(masking.clean(text)).replaceAll(run -> withoutNumber(run.group()));
    String printable = Markup.onTerminal(SPACE.matcher(clean).replaceAll(" "));
    return Markup.beginning(printable, LONGEST_TEXT);
  }

  private static String withoutNumber(String run) {
    return digits(run) > MOST_DIGITS ? Redaction.MASK : Matcher.quoteReplacement(run);
  }

  /** Returns a body with its members and types; each masked value becomes its type. */
  JsonNode response(JsonNode body) {
    if (!body.isObject()) {
      return masked(body);
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    body.properties()
        .forEach(m -> shown.set(name(m.getKey()), value("/" + m.getKey(), m.getValue())));
    return shown;
  }

  /** Returns the value at a place of a body as {@link #response} shows it. */
  JsonNode value(String place, JsonNode value) {
    String name = place.substring(place.startsWith("/") ? 1 : 0);
    String text = value.asText();
    if (value.isTextual() && Envelope.TEXTS.contains(name)) {
      return TextNode.valueOf(message(text));
    }
    boolean code = name.equals(Envelope.CODE) && Envelope.isCode(text);
    boolean requestId = Envelope.REQUEST_ID.contains(name) && ID.matcher(text).matches();
    boolean shown = (code || requestId) && masking.clean(text).equals(text);
    return shown ? value : masked(value);
  }

  private JsonNode masked(JsonNode value) {
    if (value.isObject()) {
      ObjectNode shown = JsonNodeFactory.instance.objectNode();
      value.properties().stream()
          .limit(ENOUGH_MEMBERS)
          .forEach(m -> shown.set(name(m.getKey()), masked(m.getValue())));
      if (value.size() > ENOUGH_MEMBERS) {
        shown.put("…", (value.size() - ENOUGH_MEMBERS) + " more members");
      }
      return shown;
    }
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> shown.add(masked(element)));
      return shown;
    }
    boolean plain = value.isBoolean() || value.isNull() || value.isMissingNode();
    boolean empty = value.isTextual() && value.asText().isEmpty();
    boolean documented = value.isTextual() && words.hasText(value.textValue());
    return plain || empty || documented ? value : TextNode.valueOf(mask(value));
  }

  private static String mask(JsonNode value) {
    String type = JsonType.of(value);
    return type.equals(JsonType.MASKED) ? Redaction.MASK : Redaction.MASK + " " + type;
  }
}
