package io.github.qxylogin.contract.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks sensitive values wherever they turn up: under the names that the contract marks, and in the
 * texts that repeat one. Thread-safe.
 */
public final class Secrets {
  /** Shorter values turn up inside of innocent texts: they are masked as whole words alone. */
  private static final int SHORTEST_PART = 6;

  /** Shorter ones, such as the SMS code 000000, turn up inside of innocent numbers. */
  private static final int SHORTEST_PART_OF_NUMBER = 9;

  /** The rest of a secret after its start, also in JSON or an address. */
  private static final String REST = "[\\w+/=%\\\\-]*";

  private static final JsonNode MASKED = TextNode.valueOf(Redaction.MASK);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Redaction redaction;
  private final int shortest;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** How the values look in texts, in one case. */
  private final Set<String> spellings = ConcurrentHashMap.newKeySet();

  private final List<Pattern> starts = new CopyOnWriteArrayList<>();

  /**
   * Creates a memory of secrets that has none yet.
   *
   * @param redaction which names are sensitive
   * @param shortest the length from which a value is masked in texts too, not by its name alone
   */
  public Secrets(Redaction redaction, int shortest) {
    this.redaction = redaction;
    this.shortest = shortest;
  }

  /**
   * Remembers a value that must never be shown, and how it looks in JSON, HTML, an address, and
   * alone in Base64.
   */
  public synchronized void learn(String value) {
    String secret = value.strip();
    if (secret.length() < shortest || secret.isEmpty() || !known.add(secret)) {
      return;
    }
    String form = URLEncoder.encode(secret, UTF_8);
    String address = form.replace("+", "%20");
    add(Stream.of(form, address, address.replace("%2F", "/")));
    add(quoted(secret));
    add(quoted(escaped(secret)));
    if (secret.length() >= SHORTEST_PART) {
      add(quoted(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8))));
    }
  }

  /** Records the start of secret values, such as all signatures of a key. */
  public void learnStart(String start) {
    for (String spelling : List.of(start, URLEncoder.encode(start, UTF_8))) {
      starts.add(Pattern.compile(Pattern.quote(spelling) + REST, Pattern.CASE_INSENSITIVE));
    }
  }

  private void add(Stream<String> secrets) {
    secrets.map(Secrets::inOneCase).forEach(spellings::add);
  }

  private static Stream<String> quoted(String secret) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
    return Stream.of(secret, quoted, quoted.replace("/", "\\/"));
  }

  private static String escaped(String secret) {
    return secret
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a text as long as this one, which the same of another case is equal to. */
  private static String inOneCase(String text) {
    int same = 0;
    while (same < text.length() && inOneCase(text.charAt(same)) == text.charAt(same)) {
      same++;
    }
    if (same == text.length()) {
      return text;
    }
    char[] characters = text.toCharArray();
    for (int i = same; i < characters.length; i++) {
      characters[i] = inOneCase(characters[i]);
    }
    return new String(characters);
  }

  /** Most characters are ASCII: they take the short way. */
  private static char inOneCase(char character) {
    if (character <= 'z') {
      return character >= 'A' && character <= 'Z' ? (char) (character + 'a' - 'A') : character;
    }
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  /** Returns how many values must not be shown: the more there are, the longer cleaning takes. */
  public int size() {
    return known.size();
  }

  /** Remembers the sensitive values of a body, and of the JSON that its texts hold. */
  public void learn(JsonNode body) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (redaction.covers(member.getKey())) {
        learnValue(member.getValue(), shortest);
      }
    }
    embedded(body).ifPresent(this::learn);
    body.forEach(this::learn);
  }

  /** A short value is a secret by itself, but not inside a longer value. */
  private void learnValue(JsonNode node, int shortestHere) {
    if ((node.isTextual() || node.isNumber()) && node.asText().length() >= shortestHere) {
      learn(node.asText());
    }
    node.forEach(child -> learnValue(child, Math.max(shortest, SHORTEST_PART)));
  }

  /** Returns a text without secrets; overlapping ones are masked together. */
  public String clean(String text) {
    BitSet hidden = new BitSet();
    String compared = inOneCase(text);
    for (String secret : spellings) {
      for (int at = compared.indexOf(secret); at >= 0; at = compared.indexOf(secret, at + 1)) {
        int end = at + secret.length();
        if (secret.length() >= SHORTEST_PART || isWord(text, at, end)) {
          hidden.set(at, end);
        }
      }
    }
    for (Pattern start : starts) {
      start.matcher(text).results().forEach(found -> hidden.set(found.start(), found.end()));
    }
    if (hidden.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int shown = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(shown)) {
      clean.append(text, shown, start).append(Redaction.MASK);
      shown = hidden.nextClearBit(start);
    }
    return clean.append(text, shown, text.length()).toString();
  }

  private static boolean isWord(String text, int start, int end) {
    return !(start > 0 && Character.isLetterOrDigit(text.codePointBefore(start)))
        && !(end < text.length() && Character.isLetterOrDigit(text.codePointAt(end)));
  }

  /** Returns a copy of a body without secrets; a number is masked whole or not at all. */
  public JsonNode clean(JsonNode body) {
    if (body.isObject()) {
      ObjectNode clean = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : body.properties()) {
        boolean masked = redaction.covers(member.getKey()) && !member.getValue().isNull();
        clean.set(clean(member.getKey()), masked ? MASKED : clean(member.getValue()));
      }
      return clean;
    }
    if (body.isArray()) {
      ArrayNode clean = JsonNodeFactory.instance.arrayNode();
      body.forEach(element -> clean.add(clean(element)));
      return clean;
    }
    if (body.isNumber()) {
      return holdsSecret(body.asText()) ? MASKED : body;
    }
    return body.isTextual()
        ? TextNode.valueOf(
            embedded(body)
                .map(json -> clean(json).toString())
                .orElseGet(() -> clean(body.textValue())))
        : body;
  }

  private boolean holdsSecret(String number) {
    return known.stream()
        .anyMatch(
            s -> s.equals(number) || (s.length() >= SHORTEST_PART_OF_NUMBER && number.contains(s)));
  }

  private static Optional<JsonNode> embedded(JsonNode node) {
    String text = node.isTextual() ? node.textValue().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }
}
