package io.github.qxylogin.mock.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Takes the query of an address to pieces. */
public final class QueryParameters {
  private QueryParameters() {}

  /** Returns names and values, decoded, in their order; one without "=" has an empty value. */
  public static List<Map.Entry<String, String>> of(String query) {
    return of(query, QueryParameters::decoded);
  }

  /** Returns the same of a query in which a plus sign is one, as in that of {@code +86…}. */
  public static List<Map.Entry<String, String>> withPlusSigns(String query) {
    return of(query, QueryParameters::decodedWithPlusSigns);
  }

  private static List<Map.Entry<String, String>> of(String query, UnaryOperator<String> decoded) {
    return Stream.of(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .map(
            pair ->
                Map.entry(decoded.apply(pair[0]), pair.length == 2 ? decoded.apply(pair[1]) : ""))
        .toList();
  }

  /** Returns a part of an address in clear; as it is when it is not properly encoded. */
  public static String decoded(String text) {
    return decoded(text, text);
  }

  /** Returns the same of a part in which a plus sign stands for no blank, such as a path. */
  public static String decodedWithPlusSigns(String text) {
    return decoded(text.replace("+", "%2B"), text);
  }

  private static String decoded(String encoded, String otherwise) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return otherwise;
    }
  }
}
