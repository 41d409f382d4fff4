package io.github.qxylogin.client;

import io.github.qxylogin.client.api.MultiAccountApi;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.call.CallFactory;
import io.github.qxylogin.client.internal.call.RetrofitServices;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.services.LoginServices;
import io.github.qxylogin.client.spi.CallOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import retrofit2.Retrofit;

/**
 * The login API of the Qixiangyun platform, signed in as one application. Immutable, and safe for
 * use by several threads: make one and share it.
 *
 * <pre>{@code
 * try (QixiangyunLogin login =
 *     QixiangyunLogin.builder().credentials(appKey, appSecret).build()) {
 *   SendSmsCodeOutcome outcome = login.multiAccount().sendSmsCode(request).execute();
 * }
 * }</pre>
 */
public final class QixiangyunLogin implements LoginServices, AutoCloseable {
  private final Transport transport;
  private final Retrofit typed;
  private final Retrofit raw;
  private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();

  QixiangyunLogin(Transport transport) {
    this.transport = transport;
    typed = transport.signed(true, this);
    raw = transport.signed(false, this);
  }

  /** Returns a builder with every option at its default; the credentials have none. */
  public static QixiangyunLoginBuilder builder() {
    return new QixiangyunLoginBuilder(ApiContract.generated());
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
   * client for each AppKey is meant to be built so.
   *
   * <p>Then it shares the access token too, while address, AppKey, AppSecret, token store, proxy
   * and clock are the same. This client fetches the token, with its own timeouts, retries and
   * observer.
   */
  public QixiangyunLoginBuilder toBuilder() {
    return new QixiangyunLoginBuilder(transport);
  }

  @Override
  public <S> S service(Class<S> type) {
    return type.cast(services.computeIfAbsent(type, t -> RetrofitServices.create(typed, t)));
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
   * @throws IllegalArgumentException if it is no Retrofit interface, or a timeout of its {@link
   *     CallOptions} is none; the message names the method
   */
  public <T> T api(Class<T> retrofitInterface) {
    CallFactory.checkOptions(retrofitInterface);
    return raw.create(retrofitInterface);
  }

  /**
   * Returns what makes OkHttp calls that are signed, and sent again by the same rules as raw calls;
   * for another HTTP library on OkHttp. Only for addresses below the base URL.
   */
  public Call.Factory callFactory() {
    return raw.callFactory();
  }

  /**
   * Returns the headers that sign a request which another HTTP client sends, such as Feign or
   * RestTemplate: the token, which is a secret, the date and the signature. Sign each request when
   * it is sent: the date ages.
   *
   * <p>If the platform refuses the token to the other client, this one does not see it: the same
   * token is returned until a call of this client is refused too.
   *
   * @param method the HTTP method, in upper case
   * @param body the bytes exactly as they are sent; none for a request without body
   * @throws QixiangyunException if there is no token within {@code callTimeout}, or this client is
   *     closed
   */
  public Map<String, String> sign(String method, byte[] body) {
    return transport.sign(method, body);
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
    return "QixiangyunLogin[baseUrl=" + options.baseUrl + ", appKey=" + options.appKey + "]";
  }
}
