package io.github.qxylogin.codegen;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.api.ConfigApi;
import io.github.qxylogin.client.model.AreaCode;
import io.github.qxylogin.client.model.CookieValidity;
import io.github.qxylogin.client.model.IdentityType;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.services.MultiAccountService.LoggedIn;
import io.github.qxylogin.client.services.MultiAccountService.SendSmsCodeOutcome;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * A program that is shrunk with the client and run: it logs in by SMS code, and keeps all that can
 * be kept as JSON.
 */
final class ShrunkLogin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static volatile String userAgent;

  private ShrunkLogin() {}

  /** Arguments: the address of the platform, and the code of its SMS. */
  public static void main(String[] arguments) throws Exception {
    String smsCode = arguments[1];
    try (QixiangyunLogin login =
            QixiangyunLogin.builder()
                .baseUrl(arguments[0])
                .credentials("1000xxxx", "no-secret")
                .okHttpClient(
                    new OkHttpClient.Builder().addNetworkInterceptor(ShrunkLogin::heard).build())
                .build();
        Password password = Password.of("no password".toCharArray())) {
      SendSmsCodeRequest request =
          SendSmsCodeRequest.builder()
              .nsrsbh("91110000TESTTEST01")
              .areaCode(AreaCode.SICHUAN)
              .gryhm("13800000000")
              .gryhmm(password)
              .sflx(IdentityType.BSY)
              .sjhm("13800000000")
              .build();
      SendSmsCodeOutcome sent = login.multiAccount().sendSmsCode(request).execute();
      LoggedIn session =
          stored(sent, SendSmsCodeOutcome.class)
              .bindTo(login)
              .match(sms -> sms.uploadSmsCode(smsCode).execute(), loggedIn -> loggedIn);
      LoggedIn read = stored(session, LoggedIn.class);
      AccessToken token = new AccessToken("t", Instant.EPOCH, Instant.EPOCH);
      CookieValidity cookie = CookieValidity.builder().valid(true).errorCode("2000").build();
      System.out.println(
          String.join(
              " ",
              userAgent,
              JSON.valueToTree(session).get("outcome").asText(),
              "read: " + read.equals(session),
              "held: " + read.bindTo(login).checkSession().execute().isSessionHeld(),
              "raw: "
                  + login.api(ConfigApi.class).checkSelfHeldLogin().execute().body().code().get(),
              "token: " + stored(token, AccessToken.class).equals(token),
              "cookie: " + stored(cookie, CookieValidity.class).equals(cookie)));
    }
  }

  private static Response heard(Interceptor.Chain chain) throws IOException {
    userAgent = chain.request().header("User-Agent").replaceAll(" .*", "");
    return chain.proceed(chain.request());
  }

  private static <T> T stored(T value, Class<T> type) throws IOException {
    return JSON.readValue(JSON.writeValueAsString(value), type);
  }
}
