package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Redaction;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Masks in the platform's texts what they quote of a request's secrets. */
final class SecretMask {
  /**
   * A mobile number, or the number of an ID card: the answer to an SMS code may quote those of the
   * request before it. A taxpayer number of 18 characters begins with a 9.
   */
  private static final Pattern PERSONAL =
      Pattern.compile("(?<!\\d)(1[3-9]\\d{9}|[1-8]\\d{16}[\\dXx])(?!\\d)");

  private final Redaction redaction;
  private final ObjectMapper json;

  SecretMask(Redaction redaction, ObjectMapper json) {
    this.redaction = redaction;
    this.json = json;
  }

  @Nullable String mask(@Nullable String text, Request request) {
    if (text == null) {
      return null;
    }
    String masked = text;
    for (String secret : secrets(request)) {
      masked = masked.replace(secret, Redaction.MASK);
    }
    return PERSONAL.matcher(masked).replaceAll(Redaction.MASK);
  }

  /** The longest first: a user name may be the start of the mobile number. */
  private SortedSet<String> secrets(Request request) {
    SortedSet<String> secrets =
        new TreeSet<>(
            Comparator.comparing(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    request.headers().names().stream()
        .filter(redaction::covers)
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    collect(body(request), secrets);
    secrets.removeIf(String::isBlank);
    return secrets;
  }

  private JsonNode body(Request request) {
    try {
      return json.readTree(ExactBody.of(request.body(), false).bytes());
    } catch (IOException noJson) {
      return json.missingNode();
    }
  }

  private void collect(JsonNode node, SortedSet<String> secrets) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (redaction.covers(member.getKey()) && member.getValue().isValueNode()) {
        secrets.add(member.getValue().asText());
      }
    }
    node.forEach(child -> collect(child, secrets));
  }
}
