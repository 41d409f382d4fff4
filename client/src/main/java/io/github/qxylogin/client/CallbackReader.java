package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.internal.http.UnreadableBodyException;
import io.github.qxylogin.client.internal.json.Json;
import java.io.IOException;

/** Reads the body of a callback from the platform by the rules of response bodies. */
final class CallbackReader {
  private static final ObjectMapper JSON = Json.mapper();

  private CallbackReader() {}

  static <T> T read(String webhook, byte[] body, Class<T> type) {
    UnreadableBodyException problem;
    try {
      T read = JSON.readValue(body, type);
      if (read != null) {
        return read;
      }
      problem = UnreadableBodyException.noObject(false);
    } catch (JsonProcessingException unreadable) {
      problem = UnreadableBodyException.of(unreadable);
    } catch (IOException | StackOverflowError unreadable) {
      problem = UnreadableBodyException.noObject(false);
    }
    throw InvalidResponseException.of(
        ExceptionDetails.of(webhook).httpStatus(0),
        "" + problem.getMessage(),
        problem.field(),
        new String(body, UTF_8));
  }
}
