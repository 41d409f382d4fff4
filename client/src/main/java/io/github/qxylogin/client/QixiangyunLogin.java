package io.github.qxylogin.client;

import io.github.qxylogin.client.api.CookieUploadApi;
import io.github.qxylogin.client.api.HostedAccountApi;
import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.api.NaturalPersonApi;
import io.github.qxylogin.client.api.QrLoginApi;
import io.github.qxylogin.client.api.SingleAccountApi;
import io.github.qxylogin.contract.Contract;
import retrofit2.Retrofit;

/**
 * The login API of the Qixiangyun platform, signed in as one application. Immutable, and safe for
 * use by several threads: make one and share it.
 *
 * <pre>{@code
 * try (QixiangyunLogin login =
 *     QixiangyunLogin.builder().credentials(appKey, appSecret).build()) {
 *   LoginOutcome outcome = login.multiAccount().sendSmsCode(request);
 * }
 * }</pre>
 */
public final class QixiangyunLogin implements AutoCloseable {
  private final Transport transport;
  private final Retrofit raw;
  private final MultiAccount multiAccount;
  private final SingleAccount singleAccount;
  private final QrLogin qrLogin;
  private final NaturalPerson naturalPerson;
  private final CookieUpload cookieUpload;
  private final HostedAccounts hostedAccounts;

  QixiangyunLogin(Transport transport) {
    this.transport = transport;
    raw = transport.raw();
    Retrofit complete = transport.typed();
    Exchange exchange = transport.exchange();
    multiAccount = new MultiAccount(complete.create(MultiAccountApi.class), exchange);
    singleAccount = new SingleAccount(complete.create(SingleAccountApi.class), exchange);
    qrLogin = new QrLogin(complete.create(QrLoginApi.class), exchange);
    naturalPerson = new NaturalPerson(complete.create(NaturalPersonApi.class), exchange);
    cookieUpload = new CookieUpload(complete.create(CookieUploadApi.class), exchange);
    hostedAccounts = new HostedAccounts(complete.create(HostedAccountApi.class), exchange);
  }

  /** Returns a builder with every option at its default; the credentials have none. */
  public static QixiangyunLoginBuilder builder() {
    return new QixiangyunLoginBuilder(Contract.load());
  }

  /**
   * Returns a client with the credentials and the address of the environment, as {@link
   * QixiangyunLoginBuilder#fromEnv} reads them, and every other option at its default.
   *
   * @throws IllegalStateException if {@code QXY_APP_KEY} or {@code QXY_APP_SECRET} is not set
   * @throws IllegalArgumentException if a variable cannot be used; the message names it
   */
  public static QixiangyunLogin fromEnv() {
    return builder().fromEnv().build();
  }

  /**
   * Returns a builder with every option of this client. What it builds shares threads and
   * connections with this one, unless it is given another OkHttp client, and so costs little: a
   * client for each AppKey is meant to be built so. The access token is shared as well while
   * credentials, address, proxy, clock and token store stay as they are, and never otherwise.
   */
  public QixiangyunLoginBuilder toBuilder() {
    return new QixiangyunLoginBuilder(transport);
  }

  /** Returns the self-held login of several accounts of one taxpayer. */
  public MultiAccount multiAccount() {
    return multiAccount;
  }

  /** Returns the self-held login of a taxpayer's only account. */
  public SingleAccount singleAccount() {
    return singleAccount;
  }

  /** Returns the login with a QR code that a person scans. */
  public QrLogin qrLogin() {
    return qrLogin;
  }

  /** Returns the login of a natural person, without a taxpayer. */
  public NaturalPerson naturalPerson() {
    return naturalPerson;
  }

  /** Returns the upload of sessions that were opened elsewhere. */
  public CookieUpload cookieUpload() {
    return cookieUpload;
  }

  /** Returns the accounts that the platform keeps and logs in by itself. */
  public HostedAccounts hostedAccounts() {
    return hostedAccounts;
  }

  /**
   * Returns a raw Retrofit interface, such as {@link MultiAccountApi}, with signing and tokens
   * attached, and sent again by the same rules. Its calls return the answer whatever its code, and
   * throw {@link java.io.IOException}; when the token could not be had, its cause is the {@link
   * QixiangyunException} that tells why. A path that the contract does not describe is signed, and
   * sent again only if the platform did not act. A request may lack what the contract requires, but
   * one whose password is in clear where it must be encrypted, or contradicts the field that tells
   * which it is, is not sent: its call fails with an {@link IllegalArgumentException}.
   *
   * @throws IllegalArgumentException if it is no Retrofit interface
   */
  public <T> T api(Class<T> retrofitInterface) {
    return raw.create(retrofitInterface);
  }

  /**
   * Ends this client: running calls finish, later ones fail. Threads and connections are released
   * when the last of the clients is closed that share them, see {@link #toBuilder}; those of a
   * given OkHttp client stay. Closing again does nothing.
   */
  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    Options options = transport.options();
    return "QixiangyunLogin[baseUrl=" + options.baseUrl() + ", appKey=" + options.appKey() + "]";
  }
}
