package io.github.qxylogin.mock.console;

import static io.github.qxylogin.mock.console.Browser.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a caller sends is text in the console, and does nothing. */
@ExtendWith(LoginMockExtension.class)
@Slow
class HostileTextTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String HOSTILE =
      "\"'><img src=x onerror=window.pwned=1><script>window.pwned=1</script>{{7*7}}${7*7}";

  /** Without an equals sign, by which the journal would recognise a secret. */
  private static final String UNMASKED = "</pre><b>\"'<script>window.pwned++</script>";

  @TempDir Path empty;
  private final LoginMock mock;
  private final Http http;

  HostileTextTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void harmless() {
    assertThat(BROWSER.run("return window.pwned ?? null")).isNull();
    assertThat(BROWSER.all("#main img, #main script, #main iframe, #toasts img")).isEmpty();
  }

  private void sendSms() {
    Map<String, String> body = new LinkedHashMap<>(Platform.sending(HOSTILE));
    body.put("areaCode", HOSTILE);
    body.put(HOSTILE, HOSTILE);
    http.post(Platform.SEND.path(), body, "User-Agent", "<img src=x onerror=window.pwned=1>");
  }

  @Test
  void sms_hostileRecipient_isText() {
    BROWSER.open(mock.url() + "/#inbox");
    sendSms();

    BROWSER.says(at("sms-to"), HOSTILE);
    harmless();
  }

  @Test
  void call_hostileBodyAndHeaders_isText() {
    Map<String, String> body = new LinkedHashMap<>(Platform.sending(UNMASKED));
    body.put(UNMASKED, UNMASKED);
    http.post(Platform.SEND.path(), body, "User-Agent", "<img src=x onerror=window.pwned=1>");
    BROWSER.open(mock.url() + "/#calls/1");

    BROWSER.says(at("call-request"), "</pre><b>");
    BROWSER.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    BROWSER.says(at("call-detail"), "<img src=x");
    harmless();
  }

  @Test
  void call_hostilePathAndQuery_isText() {
    http.post(
        "/v2/"
            + encoded("<img src=x onerror=window.pwned=1>")
            + "?"
            + encoded(HOSTILE)
            + "="
            + encoded(HOSTILE),
        "{}");
    BROWSER.open(mock.url() + "/#calls/1");

    BROWSER.says(at("call-detail"), "<img src=x");
    harmless();
  }

  /** Each copy is run, and has to make the call that it is a copy of, and nothing else. */
  @ParameterizedTest
  @CsvSource({"curl, sh -c", "fetch, node --input-type=module -e", "python, python3 -c"})
  void call_hostileText_isCopiedAsTheSameCall(String language, String interpreter)
      throws IOException, InterruptedException {
    String hostile = "9111'\"$(>x)\"`>x`\\企业";
    List<String> command = new ArrayList<>(List.of(interpreter.split(" ")));
    assumeTrue(Browser.onPath(command.get(0)).isPresent(), command.get(0) + " is not there");
    http.call(
        "`x`",
        Platform.SEND.path() + "?" + "areaCode=" + encoded(hostile),
        Http.json(Map.of("nsrsbh", hostile, "areaCode", hostile)),
        "Prefer",
        "example='$(>x) `>x`\"");
    BROWSER.open(mock.url() + "/#calls/1");
    BROWSER.click("copy-" + language);
    BROWSER.says(at("toast"), "Copied");
    command.add(BROWSER.clipboard(mock.url()));

    Process run =
        new ProcessBuilder(command).directory(empty.toFile()).redirectErrorStream(true).start();

    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.exitValue()).as(said).isZero();
    assertThat(mock.calls()).as(said).hasSize(2);
    assertThat(sent(1)).isEqualTo(sent(0)).asString().contains("$(>x)", "企业");
    assertThat(empty).isEmptyDirectory();
    harmless();
  }

  private List<Object> sent(int index) {
    RecordedCall.Request sent = mock.calls().get(index).request();
    return List.of(
        sent.method(), sent.path(), sent.query(), sent.headers().get("Prefer"), sent.body());
  }

  @Test
  void returns_hostileIdentity_isText() {
    sendSms();
    http.call("PUT", "/__mock/outcomes/" + encoded(HOSTILE), "{\"case\":\"locked\",\"times\":3}");
    BROWSER.open(mock.url() + "/#outcomes");
    BROWSER.says(at("known-identities"), HOSTILE);
    BROWSER.clickOn(at("known-identities") + " button");

    BROWSER.says(at("active-identity"), HOSTILE);
    harmless();
  }

  @Test
  void taxpayer_hostileIdentity_isText() {
    sendSms();
    BROWSER.open(mock.url() + "/#taxpayers");
    BROWSER.says(at("identity"), HOSTILE);
    BROWSER.click("identity");

    BROWSER.says(at("identity-detail"), HOSTILE);
    harmless();
  }

  @Test
  void address_hostile_isText() {
    BROWSER.open(mock.url() + "/#taxpayers/" + encoded(HOSTILE));

    BROWSER.shown(at("identity-detail"));
    harmless();
  }

  @Test
  void try_hostileResponse_isText() {
    BROWSER.open(mock.url() + "/#try/sendSmsCode");
    BROWSER.type("try-body", Http.json(Map.of("nsrsbh", HOSTILE)));
    BROWSER.click("try-send");

    BROWSER.shown(at("try-response"));
    harmless();
  }
}
