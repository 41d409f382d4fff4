package io.github.qxylogin.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.AccessToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The text that a token is stored as. A secret. */
final class TokenText {
  private static final Logger LOG = LoggerFactory.getLogger(TokenText.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenText() {}

  static String encode(AccessToken token) {
    try {
      return JSON.writeValueAsString(token);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the token, or none if the text is another's, such as that of a later version. */
  static Optional<AccessToken> decode(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, AccessToken.class));
    } catch (JsonProcessingException unreadable) {
      // Its message quotes the text.
      LOG.warn("What is stored is no access token: a new one is fetched");
      return Optional.empty();
    }
  }
}
