package io.github.qxylogin.mock.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the query of an address. A plus sign is one, as in {@code +86…}, and no blank. */
public final class QueryParameters {
  private QueryParameters() {}

  /** Returns names and values, decoded, in their order; one without "=" has an empty value. */
  public static List<Map.Entry<String, String>> of(String query) {
    return Stream.of(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .map(pair -> Map.entry(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : ""))
        .toList();
  }

  /** Returns a part of an address, decoded; as it is when it is not properly encoded. */
  public static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
