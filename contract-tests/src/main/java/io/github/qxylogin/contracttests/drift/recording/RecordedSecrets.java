package io.github.qxylogin.contracttests.drift.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.Locale;
import java.util.Set;

/** Learns the secrets of recorded calls, so that none is shown wherever else it turns up. */
final class RecordedSecrets {

  /** Those of HTTP itself; the contract marks its own. */
  private static final Set<String> OF_HTTP =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final Masking masking;

  RecordedSecrets(Masking masking) {
    this.masking = masking;
  }

  /** Learns the sensitive values of a body. */
  void in(JsonNode body) {
    masking.learn(body);
  }

  /** Learns a header or parameter, if its name says that it is sensitive. */
  void in(String name, String value) {
    if (value.equals(Redaction.MASK)) {
      return;
    }
    if (masking.hides(name)) {
      masking.learn(value);
    }
    if (OF_HTTP.contains(name.toLowerCase(Locale.ROOT))) {
      masking.learn(value);
      for (String part : value.split("[;,\\s]+", -1)) {
        masking.learn(part.substring(part.indexOf('=') + 1));
      }
    }
  }

  /** Learns a list of objects that have a name and a value. */
  void inPairs(JsonNode pairs) {
    pairs.forEach(pair -> in(pair.path("name").asText(), pair.path("value").asText()));
  }
}
