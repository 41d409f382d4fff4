package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.LoginOutcome.LoggedIn;
import io.github.qxylogin.client.model.SendSmsCodeRequest;
import io.github.qxylogin.client.model.UploadSmsCodeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path HERE =
      Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java");

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private BureauCookies result;

  ReadmeTest() throws IOException {}

  private void readme(String address, String appKey, String appSecret, char[] password) {
    try (QixiangyunLogin login =
        QixiangyunLogin.builder().baseUrl(address).credentials(appKey, appSecret).build()) {
      SendSmsCodeRequest request =
          new SendSmsCodeRequest()
              .nsrsbh("91110000TESTTEST01")
              .areaCode("5100")
              .gryhm("13800000000")
              .gryhmm(Password.of(password))
              .sflx("BSY")
              .sjhm("13800000000");
      LoginOutcome outcome = login.multiAccount().sendSmsCode(request);
      BureauCookies cookies =
          outcome.match(
              LoggedIn::cookies, sent -> upload(login, sent.taskId(), "002100").cookies());
      result = cookies;
    }
  }

  private static LoggedIn upload(QixiangyunLogin login, TaskId taskId, String smsCode) {
    return login
        .multiAccount()
        .uploadSmsCode(
            new UploadSmsCodeRequest()
                .taskId(taskId.value())
                .nsrsbh("91110000TESTTEST01")
                .smsCode(smsCode));
  }

  @Test
  void readme_snippet_logsIn() {
    readme(platform.address(), "key", "secret", "no password".toCharArray());

    assertThat(result.dppt().header()).startsWith("DZSWJ_TGC=");
  }

  @Test
  void readme_snippet_isTheCodeAbove() throws IOException {
    String snippet =
        SNIPPET
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(MatchResult::group)
            .findFirst()
            .orElseThrow()
            .replaceAll("```(java)?", "")
            .replaceFirst("}\\s*$", "");

    assertThat(squeezed(Files.readString(HERE))).contains(squeezed(snippet));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
