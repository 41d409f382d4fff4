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
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks sensitive values wherever they turn up: under the names that the contract marks, and in the
 * texts that repeat one. Thread-safe.
 */
public final class Secrets {
  /** Shorter values turn up inside of innocent texts: they are masked as whole words alone. */
  private static final int SHORTEST_PART = 6;

  /** Shorter ones, such as the SMS code 000000, turn up inside of innocent numbers. */
  private static final int SHORTEST_PART_OF_NUMBER = 9;

  /** What may follow on a start, also where it stands in JSON or an address. */
  private static final String REST = "[\\w+/=%\\\\-]*";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Redaction redaction;
  private final int shortest;
  private final Set<String> known = new HashSet<>();
  private final Set<String> starts = new TreeSet<>();

  /** The longest first, so that no secret is found as a shorter one that it begins with. */
  private final SortedSet<String> spellings =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  /** All spellings in one, so that a text is read once; null when one has come since. */
  private @Nullable Pattern any;

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
    addQuoted(secret);
    addQuoted(escaped(secret));
    spellings.add(form);
    spellings.add(form.replace("+", "%20"));
    spellings.add(form.replace("+", "%20").replace("%2F", "/"));
    if (secret.length() >= SHORTEST_PART) {
      addQuoted(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)));
    }
    any = null;
  }

  /** Remembers what values begin with that must never be shown, such as all signatures of a key. */
  public synchronized void learnStart(String start) {
    starts.add(start);
    starts.add(URLEncoder.encode(start, UTF_8));
    any = null;
  }

  private void addQuoted(String secret) {
    String quoted = quoted(secret);
    spellings.add(secret);
    spellings.add(quoted);
    spellings.add(quoted.replace("/", "\\/"));
  }

  private static String escaped(String secret) {
    return secret
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns how many values must not be shown: the more there are, the longer cleaning takes. */
  public synchronized int size() {
    return known.size();
  }

  private synchronized Optional<Pattern> any() {
    if (any == null && !(spellings.isEmpty() && starts.isEmpty())) {
      Stream<String> beginnings = starts.stream().map(start -> Pattern.quote(start) + REST);
      Stream<String> words =
          spellings.stream()
              .filter(spelling -> spelling.length() < SHORTEST_PART)
              .map(word -> "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])");
      any =
          Pattern.compile(
              Stream.of(beginnings, parts(), words)
                  .flatMap(s -> s)
                  .collect(Collectors.joining("|")),
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
    return Optional.ofNullable(any);
  }

  /**
   * Returns what finds the long spellings, those that begin alike together: most characters of a
   * text begin none, and then few are tried.
   */
  private Stream<String> parts() {
    Map<String, String> byStart =
        spellings.stream()
            .filter(spelling -> spelling.length() >= SHORTEST_PART)
            .collect(
                Collectors.groupingBy(
                    Secrets::start,
                    Collectors.mapping(Secrets::afterStart, Collectors.joining("|"))));
    return byStart.entrySet().stream()
        .map(group -> Pattern.quote(group.getKey()) + "(?:" + group.getValue() + ")");
  }

  /** Returns a first character as the pattern compares it, whatever its case. */
  private static String start(String spelling) {
    int first = spelling.codePointAt(0);
    return Character.toString(Character.toLowerCase(Character.toUpperCase(first)));
  }

  private static String afterStart(String spelling) {
    return Pattern.quote(spelling.substring(spelling.offsetByCodePoints(0, 1)));
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
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

  /** What is short is a secret where it stands alone, but no more than a detail inside of one. */
  private void learnValue(JsonNode node, int shortestHere) {
    if ((node.isTextual() || node.isNumber()) && node.asText().length() >= shortestHere) {
      learn(node.asText());
    }
    node.forEach(child -> learnValue(child, Math.max(shortest, SHORTEST_PART)));
  }

  /** Returns a text without secrets; of those that overlap each is masked. */
  public String clean(String text) {
    return text.equals(Redaction.MASK) ? text : any().map(a -> clean(text, a)).orElse(text);
  }

  private static String clean(String text, Pattern any) {
    Matcher secret = any.matcher(text);
    StringBuilder clean = new StringBuilder();
    int done = 0;
    for (int from = 0; from < text.length() && secret.find(from); from = secret.start() + 1) {
      if (secret.start() >= done) {
        clean.append(text, done, secret.start()).append(Redaction.MASK);
      }
      done = Math.max(done, secret.end());
    }
    return clean.append(text, done, text.length()).toString();
  }

  /** Returns a copy of a body without secrets; a number is masked whole or not at all. */
  public JsonNode clean(JsonNode body) {
    return cleaned(redaction.redact(body));
  }

  private JsonNode cleaned(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode clean = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(member -> clean.set(clean(member.getKey()), cleaned(member.getValue())));
      return clean;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode clean = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> clean.add(cleaned(element)));
      return clean;
    }
    Optional<JsonNode> embedded = embedded(node);
    if (embedded.isPresent()) {
      return TextNode.valueOf(clean(embedded.get()).toString());
    }
    if (node.isBoolean() || node.isNull()) {
      return node;
    }
    String clean = clean(node.asText());
    if (node.isNumber()) {
      return clean.equals(Redaction.MASK) || holdsSecret(node.asText())
          ? TextNode.valueOf(Redaction.MASK)
          : node;
    }
    return clean.equals(node.asText()) ? node : TextNode.valueOf(clean);
  }

  private synchronized boolean holdsSecret(String number) {
    return known.stream()
        .anyMatch(s -> s.length() >= SHORTEST_PART_OF_NUMBER && number.contains(s));
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
