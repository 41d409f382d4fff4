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
 * The client of the Qixiangyun login API for one application (AppKey). Immutable and thread-safe:
 * create one and share it.
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

  /** Returns a builder with default options. The credentials have no default. */
  public static QixiangyunLoginBuilder builder() {
    return new QixiangyunLoginBuilder(ApiContract.generated());
  }

  /**
   * Returns a client with credentials and address from the environment, and default options. See
   * {@link QixiangyunLoginBuilder#fromEnv}.
   *
   * @throws IllegalStateException if {@code QXY_APP_KEY} or {@code QXY_APP_SECRET} is not set
   * @throws IllegalArgumentException if a variable cannot be used; the message names it
   */
  public static QixiangyunLogin fromEnv() {
    return builder().fromEnv().build();
  }

  /**
   * Returns a builder with the options of this client. Its clients share threads and connections
   * with this one, unless they get another OkHttp client. Use it to create a client for each
   * AppKey.
   *
   * <p>They also share the access token if address, AppKey, AppSecret, token store, proxy and clock
   * are the same. This client then fetches the token, with its own timeouts, retries and observer.
   */
  public QixiangyunLoginBuilder toBuilder() {
    return new QixiangyunLoginBuilder(transport);
  }

  @Override
  public <S> S service(Class<S> type) {
    return type.cast(services.computeIfAbsent(type, t -> RetrofitServices.create(typed, t)));
  }

  /**
   * Returns a Retrofit interface, such as {@link MultiAccountApi} or your own, with signing, tokens
   * and retries.
   *
   * <p>A method that returns {@link retrofit2.Call} returns the response with any code, and throws
   * {@link java.io.IOException}. If there is no token, the cause is a {@link QixiangyunException}.
   * A call to a path outside the contract is signed, and sent again only if the platform did not
   * act.
   *
   * <p>A request may lack required fields. A password must not contradict its encryption flag, or
   * be in clear where it must be encrypted. Such a call fails with an {@link
   * IllegalArgumentException}, and nothing is sent.
   *
   * @throws IllegalArgumentException if the type is no Retrofit interface, or a timeout in its
   *     {@link CallOptions} is invalid; the message names the method
   */
  public <T> T api(Class<T> retrofitInterface) {
    CallFactory.checkOptions(retrofitInterface);
    return raw.create(retrofitInterface);
  }

  /**
   * Returns a factory of signed OkHttp calls, with the retries of raw calls. Use it with other HTTP
   * libraries on OkHttp. It calls only addresses below the base URL.
   */
  public Call.Factory callFactory() {
    return raw.callFactory();
  }

  /**
   * Returns the signing headers for a request of another HTTP client, such as Feign or
   * RestTemplate: token (a secret), date and signature. Sign each request just before you send it,
   * because the date expires.
   *
   * <p>This client does not see the responses of the other one. If the platform rejects the token
   * there, the same token is returned until a call of this client is rejected too.
   *
   * @param method the HTTP method, in upper case
   * @param body the bytes exactly as they are sent; empty for a request without body
   * @throws QixiangyunException if there is no token within {@code callTimeout}, or this client is
   *     closed
   */
  public Map<String, String> sign(String method, byte[] body) {
    return transport.sign(method, body);
  }

  /**
   * Closes this client: running calls finish, later ones fail. Threads and connections are released
   * when the last client that shares them is closed, see {@link #toBuilder}. A given OkHttp client
   * stays open. Closing again has no effect.
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
