package io.github.qxylogin.client;

import io.github.qxylogin.client.AccountCreation.AlreadyExists;
import io.github.qxylogin.client.AccountCreation.Created;
import io.github.qxylogin.client.model.BindProductData;
import io.github.qxylogin.client.model.BindProductResponse;
import io.github.qxylogin.client.model.CreateAccountData;
import io.github.qxylogin.client.model.CreateAccountResponse;
import io.github.qxylogin.client.model.CreateBaseAccountData;
import io.github.qxylogin.client.model.CreateBaseAccountResponse;
import io.github.qxylogin.client.model.DoneResponse;
import io.github.qxylogin.client.model.FindAccountsResponse;
import io.github.qxylogin.client.model.HostedAccount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is answered about hosted accounts. */
final class HostedAccountAnswers {
  private HostedAccountAnswers() {}

  static AccountCreation created(CreateAccountResponse response, AnswerContext answer) {
    String at = CreateAccountResponse.JSON_PROPERTY_DATA;
    CreateAccountData data = answer.need(response.getData(), at);
    return new Created(
        answer.need(data.getAccountId(), at, CreateAccountData.JSON_PROPERTY_ACCOUNT_ID), data);
  }

  /** A parameter error that names an account means that this one is the duplicate. */
  static Optional<AccountCreation> createdBefore(
      CreateAccountResponse response, QixiangyunException refusal) {
    return Optional.of(refusal)
        .filter(ParameterException.class::isInstance)
        .map(parameter -> response.getData())
        .map(CreateAccountData::getAccountId)
        .map(AlreadyExists::new);
  }

  static HostedAccountId createdBase(CreateBaseAccountResponse response, AnswerContext answer) {
    String at = CreateBaseAccountResponse.JSON_PROPERTY_DATA;
    CreateBaseAccountData data = answer.need(response.getData(), at);
    return answer.need(data.getAccountId(), at, CreateBaseAccountData.JSON_PROPERTY_ACCOUNT_ID);
  }

  static List<HostedAccount> found(FindAccountsResponse response, AnswerContext answer) {
    String at = FindAccountsResponse.JSON_PROPERTY_DATA;
    List<HostedAccount> accounts = answer.need(response.getData(), at);
    for (int index = 0; index < accounts.size(); index++) {
      answer.need(accounts.get(index), at, Integer.toString(index));
    }
    return List.copyOf(accounts);
  }

  static BindProductData bound(BindProductResponse response, AnswerContext answer) {
    return answer.need(response.getData(), BindProductResponse.JSON_PROPERTY_DATA);
  }

  /** The pages let the answer be null; only a plain no is one. */
  static @Nullable Void done(DoneResponse response, AnswerContext answer) {
    boolean refused = Boolean.FALSE.equals(response.getData());
    return refused ? answer.need(null, DoneResponse.JSON_PROPERTY_DATA) : null;
  }

  /** Reads an answer whose code says all. */
  static @Nullable Void nothing(Object response, AnswerContext answer) {
    return null;
  }
}
