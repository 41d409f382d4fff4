package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The meaning of a business code or of a class of codes. Immutable. */
public final class Code {
  public final Family family;

  /** The meaning and the next step, in English. */
  public final String meaning;

  /** Whether the same request can succeed later. */
  public final boolean retryable;

  /** The wait before a retry; null if it is not documented. */
  public final @Nullable Duration retryAfter;

  /** Whether the platform did nothing, so that the call may be sent again. */
  public final boolean rejectedBeforeActing;

  Code(JsonNode facts) {
    family = Family.valueOf(facts.path("family").asText());
    meaning = facts.path("meaning").asText();
    retryable = facts.path("retryable").asBoolean();
    retryAfter = facts.has("retryAfter") ? Duration.parse(facts.path("retryAfter").asText()) : null;
    rejectedBeforeActing = facts.path("rejectedBeforeActing").asBoolean();
  }

  /** Returns a success code outside the contract. */
  public static Code success() {
    return new Code(JsonNodeFactory.instance.objectNode().put("family", Family.OK.name()));
  }
}
