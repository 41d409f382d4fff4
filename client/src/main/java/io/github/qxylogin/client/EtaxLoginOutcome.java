package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.github.qxylogin.contract.Redaction;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What asking for an SMS code of a single account led to: the login itself, a task to redeem with
 * the code, or neither, since the person is logged in already. None knows an account's id.
 */
@StoredByName
@JsonSubTypes({
  @JsonSubTypes.Type(EtaxLoginOutcome.LoggedIn.class),
  @JsonSubTypes.Type(EtaxLoginOutcome.SmsSent.class),
  @JsonSubTypes.Type(EtaxLoginOutcome.AlreadyLoggedIn.class)
})
public sealed interface EtaxLoginOutcome {

  /**
   * The bureau's sessions are open; {@link BureauSession#NONE} where none was asked for or
   * answered.
   *
   * @param nsrsbh the taxpayer's number, if the answer tells
   * @param nsrsbhName the taxpayer's name, if the answer tells
   * @param individualId the natural person who logged in, if the answer tells
   * @param tpass the session at the bureau's identity service
   * @param etax the session at the electronic tax bureau
   * @param dppt the session at the invoice platform
   */
  record LoggedIn(
      @Nullable String nsrsbh,
      @Nullable String nsrsbhName,
      @Nullable String individualId,
      BureauSession tpass,
      BureauSession etax,
      BureauSession dppt)
      implements EtaxLoginOutcome {
    /** Creates the outcome. */
    public LoggedIn {
      Objects.requireNonNull(tpass, "tpass");
      Objects.requireNonNull(etax, "etax");
      Objects.requireNonNull(dppt, "dppt");
    }

    /** Returns the sessions' cookies; whoever has them is logged in. */
    public BureauCookies cookies() {
      return new BureauCookies(tpass.cookie(), etax.cookie(), dppt.cookie());
    }
  }

  /**
   * The bureau sent an SMS; its code finishes the login.
   *
   * @param taskId the task to redeem with the code
   * @param mobile where the SMS went, masked by the platform as 185****2434, if the answer tells
   * @param nsrsbh the taxpayer's number, if the answer tells
   * @param nsrsbhName the taxpayer's name, if the answer tells
   */
  record SmsSent(
      TaskId taskId, @Nullable String mobile, @Nullable String nsrsbh, @Nullable String nsrsbhName)
      implements EtaxLoginOutcome {
    /** Creates the outcome. */
    public SmsSent {
      Objects.requireNonNull(taskId, "taskId");
    }

    @Override
    public String toString() {
      return "SmsSent[taskId=%s, mobile=%s, nsrsbh=%s, nsrsbhName=%s]"
          .formatted(taskId, mobile == null ? null : Redaction.MASK, nsrsbh, nsrsbhName);
    }
  }

  /**
   * The person is logged in already: the platform says that it worked, and answers neither a task
   * nor sessions. The cookies are those of the earlier login, if they were kept; {@link
   * SingleAccount#checkEtaxSession} tells whether its session still holds.
   */
  record AlreadyLoggedIn() implements EtaxLoginOutcome {}

  /** Returns what the function for this outcome returns. */
  default <T> T match(
      Function<? super LoggedIn, ? extends T> loggedIn,
      Function<? super SmsSent, ? extends T> smsSent,
      Function<? super AlreadyLoggedIn, ? extends T> alreadyLoggedIn) {
    if (this instanceof LoggedIn in) {
      return loggedIn.apply(in);
    }
    return this instanceof SmsSent sent
        ? smsSent.apply(sent)
        : alreadyLoggedIn.apply((AlreadyLoggedIn) this);
  }
}
