package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.github.qxylogin.client.model.CreateAccountData;
import java.util.Objects;
import java.util.function.Function;

/** What asking for a hosted account led to: a new one, or the one that exists already. */
@StoredByName
@JsonSubTypes({
  @JsonSubTypes.Type(AccountCreation.Created.class),
  @JsonSubTypes.Type(AccountCreation.AlreadyExists.class)
})
public sealed interface AccountCreation {

  /** Returns the account's id, whichever way it came about. */
  HostedAccountId accountId();

  /**
   * The account is new.
   *
   * @param accountId the account
   * @param data all that was answered: by the page's schema the id alone, by its example the whole
   *     account
   */
  record Created(HostedAccountId accountId, CreateAccountData data) implements AccountCreation {
    /** Creates the outcome. */
    public Created {
      Objects.requireNonNull(accountId, "accountId");
      Objects.requireNonNull(data, "data");
    }
  }

  /**
   * There was such an account already; whether the request changed it is on no page.
   *
   * @param accountId the account that exists
   */
  record AlreadyExists(HostedAccountId accountId) implements AccountCreation {
    /** Creates the outcome. */
    public AlreadyExists {
      Objects.requireNonNull(accountId, "accountId");
    }
  }

  /** Returns what the function for this outcome returns. */
  default <T> T match(
      Function<? super Created, ? extends T> created,
      Function<? super AlreadyExists, ? extends T> alreadyExists) {
    return this instanceof Created account
        ? created.apply(account)
        : alreadyExists.apply((AlreadyExists) this);
  }
}
