package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Header;

class UserAgentTest {
  private static final String OWN =
      "qixiangyun-login/%s okhttp/%s java/%s"
          .formatted(
              Pattern.quote(version()),
              Pattern.quote(OkHttp.VERSION),
              Pattern.quote(System.getProperty("java.version")));

  @AutoClose private final FakePlatform platform = new FakePlatform();

  private static String version() {
    try {
      return Files.readString(Path.of("pom.xml")).replaceAll("(?s).*?<version>(.*?)<.*", "$1");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private List<String> sent(QixiangyunLoginBuilder builder, String operation) {
    try (QixiangyunLogin login = builder.build()) {
      Form.BLOCKING.check(login);
      Form.BLOCKING.send(login);
    }
    return platform.requests(operation).stream()
        .map(request -> request.getHeaders().get("User-Agent"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetchToken", "checkSession", "sendSmsCode"})
  void call_nothingSet_namesClientOkHttpAndJava(String operation) {
    assertThat(sent(platform.builder(), operation)).singleElement().asString().matches(OWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-app/1.2", "my-app/1.2 (linux; x86)", "a"})
  void userAgent_printable_goesBeforeOurs(String application) {
    assertThat(sent(platform.builder().userAgent(application), "checkSession"))
        .singleElement()
        .asString()
        .matches(Pattern.quote(application) + " " + OWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\r\nX-Evil: 1", "应用/1", "a\u007f"})
  void userAgent_notPrintableAscii_isRejected(String application) {
    assertThatThrownBy(() -> QixiangyunLogin.builder().userAgent(application))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "userAgent must be printable ASCII, such as my-app/1.2: it is sent as a header");
  }

  @Test
  void call_interceptorSetsOne_itStays() {
    OkHttpClient given =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain.request().newBuilder().header("User-Agent", "theirs").build()))
            .build();

    assertThat(sent(platform.builder().okHttpClient(given).userAgent("my-app"), "checkSession"))
        .containsExactly("theirs");
  }

  private interface Named {
    @GET("other")
    Call<Envelope> call(@Header("User-Agent") String userAgent);
  }

  @Test
  void api_requestSetsOne_itStays() throws IOException {
    platform.respond("/other", "{\"code\":\"2000\"}");
    try (QixiangyunLogin login = platform.builder().build()) {
      assertThat(login.api(Named.class).call("theirs").execute().isSuccessful()).isTrue();
    }

    assertThat(platform.requests("/other").get(0).getHeaders().get("User-Agent"))
        .isEqualTo("theirs");
  }
}
