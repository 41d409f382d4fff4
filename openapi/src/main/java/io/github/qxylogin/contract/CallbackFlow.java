package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the platform calls a webhook. Members that are not needed are null or empty.
 *
 * @param after the kind of entity; the callback reports its creation
 * @param keeps the parts of the body that are kept as entities
 * @param accepted by place, the value of a response that accepts the call; when empty, HTTP status
 *     200 is enough
 * @param retries how long the platform waits before each further call
 */
public record CallbackFlow(
    @Nullable String after,
    @Nullable Keeps keeps,
    Map<JsonPointer, String> accepted,
    List<Duration> retries) {

  /**
   * The parts of a body that are kept as entities.
   *
   * @param kind the kind of the entities
   * @param at their place: a list, or one object
   */
  public record Keeps(
      @JsonProperty(required = true) String kind, @JsonProperty(required = true) JsonPointer at) {}
}
