package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.SchemaView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The independent list of secrets, and canaries in the places of its names. */
final class Secrets {
  static final Set<String> NAMES = read();

  /** With characters that every kind of quoting changes. */
  private static final String CANARY = "canary-%s-4/7\"1";

  private Secrets() {}

  private static Set<String> read() {
    try (InputStream in = Secrets.class.getResourceAsStream("secrets.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String canary(String name) {
    return CANARY.formatted(name);
  }

  /** Returns a body with a canary in every secret member that it or its schema has. */
  static ObjectNode planted(JsonNode body, SchemaView schema) {
    JsonNode secrets = secrets(schema);
    JsonNode planted = secrets.isMissingNode() ? body.deepCopy() : merged(body, secrets);
    replace(planted);
    return (ObjectNode) planted;
  }

  /** Returns the names of the canaries in a body. */
  static Set<String> in(String body) {
    return NAMES.stream()
        .filter(name -> body.contains(TextNode.valueOf(canary(name)).toString()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the secret members of a schema with their parents; missing if there are none. */
  private static JsonNode secrets(SchemaView schema) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    for (String name : schema.members()) {
      JsonNode below =
          NAMES.contains(name)
              ? TextNode.valueOf(canary(name))
              : secrets(schema.member(name).orElseThrow());
      if (!below.isMissingNode()) {
        members.set(name, below);
      }
    }
    JsonNode element = secretsOfElement(schema);
    return !element.isMissingNode() || members.isEmpty() ? element : members;
  }

  private static JsonNode secretsOfElement(SchemaView schema) {
    JsonNode element = schema.element().map(Secrets::secrets).orElseGet(MissingNode::getInstance);
    return element.isMissingNode() ? element : JsonNodeFactory.instance.arrayNode().add(element);
  }

  private static JsonNode merged(JsonNode body, JsonNode secrets) {
    if (body.isArray() && secrets.isArray() && !body.isEmpty()) {
      return JsonNodeFactory.instance.arrayNode().add(merged(body.get(0), secrets.get(0)));
    }
    if (!body.isObject() || !secrets.isObject()) {
      return secrets;
    }
    ObjectNode merged = body.deepCopy();
    secrets
        .properties()
        .forEach(s -> merged.set(s.getKey(), merged(body.path(s.getKey()), s.getValue())));
    return merged;
  }

  private static void replace(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (NAMES.contains(member.getKey()) && member.getValue().isValueNode()) {
        member.setValue(TextNode.valueOf(canary(member.getKey())));
      }
    }
    node.forEach(Secrets::replace);
  }

  /** Returns a secret in the forms in which a text may quote it. */
  static Stream<String> quoted(String secret) {
    String json = TextNode.valueOf(secret).toString();
    String escaped = json.substring(1, json.length() - 1);
    return Stream.of(
            secret,
            secret.toUpperCase(Locale.ROOT),
            secret.toLowerCase(Locale.ROOT),
            escaped,
            escaped.replace("/", "\\/"),
            URLEncoder.encode(secret, UTF_8))
        .distinct();
  }
}
