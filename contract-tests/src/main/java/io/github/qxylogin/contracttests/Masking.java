package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Redaction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Keeps secrets out of everything that is printed or reported: the values of the names that the
 * contract marks, and wherever else such a value turns up, for a server may repeat it in a text.
 */
final class Masking {
  /** Shorter values are masked by their names alone: they turn up in innocent texts too. */
  private static final int SHORTEST_SECRET = 6;

  private static final int LONGEST_VALUE = 200;

  private final Redaction redaction;

  /** The longest first, so that no secret is spoilt by a shorter one that is a part of it. */
  private final ConcurrentSkipListSet<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  Masking(Contract contract) {
    redaction = new Redaction(contract);
  }

  /** Remembers a value that must never be shown, and how it looks inside of a JSON text. */
  void learn(String secret) {
    if (secret.length() >= SHORTEST_SECRET) {
      secrets.add(secret);
      secrets.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
    }
  }

  /** Remembers the sensitive values of a body. */
  void learn(JsonNode body) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (redaction.covers(member.getKey())) {
        learnAll(member.getValue());
      }
    }
    body.forEach(this::learn);
  }

  private void learnAll(JsonNode node) {
    learn(node.asText());
    node.forEach(this::learnAll);
  }

  /** Returns a text without secrets. */
  String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, Redaction.MASK);
    }
    return clean;
  }

  /** Returns a copy of a body without secrets. */
  JsonNode clean(JsonNode body) {
    return cleanTexts(redaction.redact(body));
  }

  private JsonNode cleanTexts(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(cleanTexts(member.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, cleanTexts(array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(clean(node.textValue()));
    }
    return node;
  }

  /** Returns how the value at a place of a body is shown. */
  String show(String place, JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    if (!value.isNull() && Arrays.stream(place.split("/")).anyMatch(redaction::covers)) {
      return Redaction.MASK;
    }
    String shown = clean(value).toString();
    return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "…";
  }
}
