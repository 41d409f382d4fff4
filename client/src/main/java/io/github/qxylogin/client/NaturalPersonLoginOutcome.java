package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.github.qxylogin.contract.Redaction;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What asking for an SMS code of a natural person led to: the login itself, or a task to redeem
 * with the code. Known from public client code alone, so little of it is certain.
 */
@StoredByName
@JsonSubTypes({
  @JsonSubTypes.Type(NaturalPersonLoginOutcome.LoggedIn.class),
  @JsonSubTypes.Type(NaturalPersonLoginOutcome.SmsSent.class)
})
public sealed interface NaturalPersonLoginOutcome {

  /**
   * The session at the bureau's identity service is open.
   *
   * @param tpass its cookies; whoever has them is logged in
   */
  record LoggedIn(CookieHeader tpass) implements NaturalPersonLoginOutcome {
    /** Creates the outcome. */
    public LoggedIn {
      Objects.requireNonNull(tpass, "tpass");
    }
  }

  /**
   * The bureau sent an SMS; its code finishes the login.
   *
   * @param taskId the task to redeem with the code
   * @param mobile where the SMS went, masked by the platform, if the answer tells
   * @param msg a text for people, if the answer has one
   */
  record SmsSent(TaskId taskId, @Nullable String mobile, @Nullable String msg)
      implements NaturalPersonLoginOutcome {
    /** Creates the outcome. */
    public SmsSent {
      Objects.requireNonNull(taskId, "taskId");
    }

    /** Leaves the text out, too: what it may quote is not known. */
    @Override
    public String toString() {
      return "SmsSent[taskId=%s, mobile=%s]"
          .formatted(taskId, mobile == null ? null : Redaction.MASK);
    }
  }

  /** Returns what the function for this outcome returns. */
  default <T> T match(
      Function<? super LoggedIn, ? extends T> loggedIn,
      Function<? super SmsSent, ? extends T> smsSent) {
    return this instanceof LoggedIn in ? loggedIn.apply(in) : smsSent.apply((SmsSent) this);
  }
}
