package io.github.qxylogin.client;

import io.github.qxylogin.client.api.HostedAccountApi;
import io.github.qxylogin.client.model.BindProductData;
import io.github.qxylogin.client.model.BindProductRequest;
import io.github.qxylogin.client.model.CheckAccountRequest;
import io.github.qxylogin.client.model.CreateAccountRequest;
import io.github.qxylogin.client.model.CreateBaseAccountRequest;
import io.github.qxylogin.client.model.DeleteAccountRequest;
import io.github.qxylogin.client.model.FindAccountsRequest;
import io.github.qxylogin.client.model.HostedAccount;
import io.github.qxylogin.client.model.RecoverLoginRequest;
import io.github.qxylogin.client.model.UnbindProductRequest;
import io.github.qxylogin.client.model.UpdateAccountRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins with the platform, which then logs in by itself. Safe for use by several threads;
 * its two forms are those of {@link MultiAccount}.
 *
 * <p>The operations that change something are sent again only if the platform did not act. All of
 * them throw a {@link ParameterException} if there is no such enterprise, but for {@link
 * #recoverLogin}, which throws a {@link LoginInformationException}.
 */
public final class HostedAccounts {
  private final TypedOperation<CreateAccountRequest, AccountCreation> createAccount;
  private final TypedOperation<CreateBaseAccountRequest, HostedAccountId> createBaseAccount;
  private final TypedOperation<UpdateAccountRequest, @Nullable Void> updateAccount;
  private final TypedOperation<DeleteAccountRequest, @Nullable Void> deleteAccount;
  private final TypedOperation<FindAccountsRequest, List<HostedAccount>> findAccounts;
  private final TypedOperation<BindProductRequest, BindProductData> bindProduct;
  private final TypedOperation<UnbindProductRequest, @Nullable Void> unbindProduct;
  private final TypedOperation<CheckAccountRequest, @Nullable Void> checkAccount;
  private final TypedOperation<RecoverLoginRequest, @Nullable Void> recoverLogin;

  HostedAccounts(HostedAccountApi api, Exchange exchange) {
    createAccount =
        TypedOperation.of(
            exchange,
            api::createAccount,
            HostedAccountAnswers::created,
            HostedAccountAnswers::createdBefore);
    createBaseAccount =
        TypedOperation.of(exchange, api::createBaseAccount, HostedAccountAnswers::createdBase);
    updateAccount = TypedOperation.of(exchange, api::updateAccount, HostedAccountAnswers::done);
    deleteAccount = TypedOperation.of(exchange, api::deleteAccount, HostedAccountAnswers::done);
    findAccounts = TypedOperation.of(exchange, api::findAccounts, HostedAccountAnswers::found);
    bindProduct = TypedOperation.of(exchange, api::bindProduct, HostedAccountAnswers::bound);
    unbindProduct = TypedOperation.of(exchange, api::unbindProduct, HostedAccountAnswers::nothing);
    checkAccount = TypedOperation.of(exchange, api::checkAccount, HostedAccountAnswers::nothing);
    recoverLogin = TypedOperation.of(exchange, api::recoverLogin, HostedAccountAnswers::done);
  }

  /**
   * Creates an account, or returns which one exists already.
   *
   * @throws NoAnswerException if no answer came; the account may have been created
   */
  public AccountCreation createAccount(CreateAccountRequest request) {
    return createAccount.execute(request);
  }

  /** Does what {@link #createAccount} does, without blocking. */
  public CompletableFuture<AccountCreation> createAccountAsync(CreateAccountRequest request) {
    return createAccount.enqueue(request);
  }

  /**
   * Creates an account without a region or, by the title of the newer page, changes one; returns
   * its id. How the platform answers a duplicate is on no page.
   *
   * @throws NoAnswerException if no answer came; the account may have been created
   */
  public HostedAccountId createBaseAccount(CreateBaseAccountRequest request) {
    return createBaseAccount.execute(request);
  }

  /** Does what {@link #createBaseAccount} does, without blocking. */
  public CompletableFuture<HostedAccountId> createBaseAccountAsync(
      CreateBaseAccountRequest request) {
    return createBaseAccount.enqueue(request);
  }

  /**
   * Changes the login that the platform keeps.
   *
   * @throws InvalidAnswerException naming {@code data} if the platform says that it was not done
   * @throws NoAnswerException if no answer came; the account may have been changed
   */
  public void updateAccount(UpdateAccountRequest request) {
    updateAccount.execute(request);
  }

  /** Does what {@link #updateAccount} does, without blocking. */
  public CompletableFuture<@Nullable Void> updateAccountAsync(UpdateAccountRequest request) {
    return updateAccount.enqueue(request);
  }

  /**
   * Deletes an account.
   *
   * @param aggOrgId the enterprise, as the platform numbers it
   * @throws InvalidAnswerException naming {@code data} if the platform says that it was not done
   * @throws NoAnswerException if no answer came; the account may have been deleted
   */
  public void deleteAccount(long aggOrgId, HostedAccountId accountId) {
    deleteAccount.execute(deletion(aggOrgId, accountId));
  }

  /** Does what {@link #deleteAccount} does, without blocking. */
  public CompletableFuture<@Nullable Void> deleteAccountAsync(
      long aggOrgId, HostedAccountId accountId) {
    return deleteAccount.enqueue(deletion(aggOrgId, accountId));
  }

  /** Returns the accounts of an enterprise, or the one that the request names; may be none. */
  public List<HostedAccount> findAccounts(FindAccountsRequest request) {
    return findAccounts.execute(request);
  }

  /** Does what {@link #findAccounts} does, without blocking. */
  public CompletableFuture<List<HostedAccount>> findAccountsAsync(FindAccountsRequest request) {
    return findAccounts.enqueue(request);
  }

  /**
   * Lets one product use an account, and returns the binding.
   *
   * @throws NoAnswerException if no answer came; the account may have been bound
   */
  public BindProductData bindProduct(BindProductRequest request) {
    return bindProduct.execute(request);
  }

  /** Does what {@link #bindProduct} does, without blocking. */
  public CompletableFuture<BindProductData> bindProductAsync(BindProductRequest request) {
    return bindProduct.enqueue(request);
  }

  /**
   * Takes an account away from one product. Returns nothing: the answer repeats the request.
   *
   * @throws NoAnswerException if no answer came; the account may have been unbound
   */
  public void unbindProduct(UnbindProductRequest request) {
    unbindProduct.execute(request);
  }

  /** Does what {@link #unbindProduct} does, without blocking. */
  public CompletableFuture<@Nullable Void> unbindProductAsync(UnbindProductRequest request) {
    return unbindProduct.enqueue(request);
  }

  /**
   * Checks that the bureau takes the account's password, presumably by logging in: returns if it
   * does. A failure may count for the lock of the tax number.
   *
   * @param aggOrgId the enterprise, as the platform numbers it
   * @throws LoginInformationException if the password is wrong or the account is locked, which
   *     {@link #recoverLogin} lifts
   * @throws NoAnswerException if no answer came; the bureau may have been asked
   */
  public void checkAccount(long aggOrgId, HostedAccountId accountId) {
    checkAccount.execute(check(aggOrgId, accountId));
  }

  /** Does what {@link #checkAccount} does, without blocking. */
  public CompletableFuture<@Nullable Void> checkAccountAsync(
      long aggOrgId, HostedAccountId accountId) {
    return checkAccount.enqueue(check(aggOrgId, accountId));
  }

  /**
   * Lifts the lock that more than four failed logins in a row put on a tax number. Mend the login
   * with {@link #updateAccount} first.
   *
   * @param aggOrgId the enterprise, as the platform numbers it
   * @throws LoginInformationException if there is no such enterprise
   * @throws InvalidAnswerException naming {@code data} if the platform says that it was not done
   * @throws NoAnswerException if no answer came; the lock may have been lifted
   */
  public void recoverLogin(long aggOrgId, HostedAccountId accountId) {
    recoverLogin.execute(recovery(aggOrgId, accountId));
  }

  /** Does what {@link #recoverLogin} does, without blocking. */
  public CompletableFuture<@Nullable Void> recoverLoginAsync(
      long aggOrgId, HostedAccountId accountId) {
    return recoverLogin.enqueue(recovery(aggOrgId, accountId));
  }

  private static DeleteAccountRequest deletion(long aggOrgId, HostedAccountId accountId) {
    Objects.requireNonNull(accountId, "accountId");
    return new DeleteAccountRequest().aggOrgId(aggOrgId).accountId(accountId);
  }

  private static CheckAccountRequest check(long aggOrgId, HostedAccountId accountId) {
    return new CheckAccountRequest()
        .aggOrgId(Long.toString(aggOrgId))
        .accountId(Objects.requireNonNull(accountId, "accountId").toString());
  }

  private static RecoverLoginRequest recovery(long aggOrgId, HostedAccountId accountId) {
    return new RecoverLoginRequest()
        .aggOrgId(aggOrgId)
        .accountId(Objects.requireNonNull(accountId, "accountId").toString());
  }
}
