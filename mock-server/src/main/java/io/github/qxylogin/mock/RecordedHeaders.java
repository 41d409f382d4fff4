package io.github.qxylogin.mock;

import io.github.qxylogin.contract.SecurityHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The headers of a request that can matter to an answer, and that the journal keeps. */
final class RecordedHeaders {
  static final String HOST = "Host";

  private final List<String> names;

  RecordedHeaders(SecurityHeaders security) {
    names =
        Stream.of(
                HOST,
                "User-Agent",
                "Accept",
                "Content-Type",
                "Origin",
                "Prefer",
                security.token(),
                security.date(),
                security.signature())
            .toList();
  }

  String[] of(Call call) {
    String[] values = new String[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = call.header().apply(names.get(i));
    }
    return values;
  }

  /** Returns those that were sent, by name. */
  Map<String, String> sent(String[] values) {
    Map<String, String> sent = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        sent.put(names.get(i), values[i]);
      }
    }
    return sent;
  }
}
