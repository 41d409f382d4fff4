package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What asking for an SMS code led to: the login itself, or a task to redeem with the code. */
@StoredByName
@JsonSubTypes({
  @JsonSubTypes.Type(LoginOutcome.LoggedIn.class),
  @JsonSubTypes.Type(LoginOutcome.SmsSent.class)
})
public sealed interface LoginOutcome {

  /**
   * The bureau's session is open.
   *
   * @param accountId the account, which every later business call needs
   * @param individualId the natural person who logged in, if the answer tells
   * @param cookies the session's cookies; whoever has them is logged in
   */
  record LoggedIn(AccountId accountId, @Nullable String individualId, BureauCookies cookies)
      implements LoginOutcome {
    /** Creates the outcome. */
    public LoggedIn {
      Objects.requireNonNull(accountId, "accountId");
      Objects.requireNonNull(cookies, "cookies");
    }
  }

  /**
   * The bureau sent an SMS; its code finishes the login.
   *
   * @param taskId the task to redeem with the code
   * @param accountId the account that will be logged in, if the answer tells
   * @param individualId the natural person who will be logged in, if the answer tells
   */
  record SmsSent(TaskId taskId, @Nullable AccountId accountId, @Nullable String individualId)
      implements LoginOutcome {
    /** Creates the outcome. */
    public SmsSent {
      Objects.requireNonNull(taskId, "taskId");
    }
  }

  /** Returns what the function for this outcome returns. */
  default <T> T match(
      Function<? super LoggedIn, ? extends T> loggedIn,
      Function<? super SmsSent, ? extends T> smsSent) {
    return this instanceof LoggedIn in ? loggedIn.apply(in) : smsSent.apply((SmsSent) this);
  }
}
