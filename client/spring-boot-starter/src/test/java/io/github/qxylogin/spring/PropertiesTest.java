package io.github.qxylogin.spring;

import static io.github.qxylogin.spring.Platform.REQUEST;
import static io.github.qxylogin.spring.Platform.bare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.redis.RedisTemplateTokenStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PropertiesTest {
  private static final ApplicationContextRunner SIGNED_IN =
      bare()
          .withPropertyValues("qixiangyun.login.app-key=k1", "qixiangyun.login.app-secret=s3cr3t");

  private static ApplicationContextRunner named(String... more) {
    return bare()
        .withPropertyValues(
            "qixiangyun.login.base-url=http://127.0.0.1:1",
            "qixiangyun.login.clients.sh.app-key=k2",
            "qixiangyun.login.clients.sh.app-secret=s3cr3t")
        .withPropertyValues(more);
  }

  private static Throwable failure(ApplicationContextRunner runner) {
    Throwable[] failure = new Throwable[1];
    runner.run(context -> failure[0] = context.getStartupFailure());
    assertThat(failure[0]).isNotNull();
    return failure[0];
  }

  private static FailureAnalysis analysis(ApplicationContextRunner runner) {
    return new LoginSetupFailureAnalyzer().analyze(failure(runner));
  }

  /** Those of {@code clients} are the same again. */
  @Test
  void lockTime_byDefault_isThatOfTheStore() {
    assertThat(new QixiangyunLoginProperties().getRedis().getLockTime())
        .isEqualTo(RedisTemplateTokenStore.DEFAULT_LOCK_TIME);
  }

  @Test
  void readme_table_hasEveryPropertyOfTheStarter() throws IOException {
    String prefix = QixiangyunLoginProperties.PREFIX + ".";
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf("| Property")).split("\n\n", 2)[0];
    List<String> shown =
        Pattern.compile("^\\| `([^|]*)` \\|", Pattern.MULTILINE)
            .matcher(table)
            .results()
            .flatMap(row -> Stream.of(row.group(1).split("`, `", -1)))
            .map(name -> name.replace(".NAME.…", ""))
            .toList();

    List<String> names;
    try (InputStream metadata =
        PropertiesTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      names = new ObjectMapper().readTree(metadata).path("properties").findValuesAsText("name");
    }

    assertThat(names)
        .filteredOn(name -> name.startsWith(prefix))
        .extracting(name -> name.substring(prefix.length()))
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void readme_exampleOfATest_isOneThatRuns(String page) throws IOException {
    String readme = Files.readString(Path.of(page));
    String example = readme.substring(readme.indexOf("@SpringBootTest"));
    String test =
        Files.readString(
            Path.of(
                "../spring-boot-test/src/test/java/io/github/qxylogin/spring/test/CheckoutTest.java"));

    assertThat(test).contains(example.substring(0, example.indexOf("\n}\n```")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void readme_application_callsThePlatform(String page) throws IOException {
    String readme = Files.readString(Path.of(page));
    Path bean = Path.of("src/test/java/io/github/qxylogin/spring/Sessions.java");

    assertThat(Files.readString(bean)).endsWith(firstBlock("java", readme));
    try (Platform platform = new Platform()) {
      bare()
          .withPropertyValues(firstBlock("yaml", readme).lines().toArray(String[]::new))
          .withPropertyValues(
              "QXY_APP_KEY=" + Platform.APP_KEY,
              "QXY_APP_SECRET=" + Platform.APP_SECRET,
              "qixiangyun.login.base-url=" + platform.mock().url())
          .withBean(Sessions.class)
          .run(context -> assertThat(context.getBean(Sessions.class).isHeld(REQUEST)).isTrue());
    }
  }

  private static String firstBlock(String language, String page) {
    return page.split("```" + language + "\n", 2)[1].split("```", 2)[0];
  }

  @Test
  void start_credentials_makesAClient() {
    SIGNED_IN.run(
        context ->
            assertThat(context.getBean(QixiangyunLogin.class).toString()).contains("appKey=k1"));
  }

  @Test
  void start_baseUrl_isWhereTheClientCalls() {
    SIGNED_IN
        .withPropertyValues("qixiangyun.login.base-url=http://127.0.0.1:1")
        .run(
            context ->
                assertThat(context.getBean(QixiangyunLogin.class).toString())
                    .contains("baseUrl=http://127.0.0.1:1/"));
  }

  @Test
  void start_nothingSet_makesNoClient() {
    bare()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(QixiangyunLogin.class));
  }

  @Test
  void start_secretBlank_namesTheProperty() {
    FailureAnalysis analysis =
        analysis(
            bare()
                .withPropertyValues(
                    "qixiangyun.login.app-key=k1", "qixiangyun.login.app-secret= "));

    assertThat(analysis.getDescription()).isEqualTo("qixiangyun.login.app-secret is not set.");
    assertThat(analysis.getAction())
        .isEqualTo(
            "Set qixiangyun.login.app-secret to the AppSecret from the vendor's console,"
                + " or qixiangyun.login.enabled=false to start without the client.");
  }

  @Test
  void start_secretThatCannotBeSent_isNotQuoted() {
    Throwable failure =
        failure(SIGNED_IN.withPropertyValues("qixiangyun.login.app-secret=s3 cr3t"));

    assertThat(failure)
        .hasStackTraceContaining("qixiangyun.login is wrong: AppSecret must be printable ASCII");
    assertThat(failure).satisfies(PropertiesTest::quotesNoSecret);
  }

  private static void quotesNoSecret(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain("cr3t");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "base-url, nowhere, baseUrl must be http or https",
    "call-timeout, 0s, callTimeout is PT0S",
    "action-timeout, 0s, actionTimeout is PT0S",
    "attempt-timeout, 0s, attemptTimeout is PT0S",
    "connect-timeout, 0s, connectTimeout is PT0S",
    "retries, 11, retries is 11"
  })
  void start_wrongValue_namesProperty(String name, String value, String message) {
    String property = "qixiangyun.login." + name;

    FailureAnalysis analysis = analysis(SIGNED_IN.withPropertyValues(property + "=" + value));

    assertThat(analysis.getDescription()).startsWith(property + " is wrong: " + message);
    assertThat(analysis.getAction()).isEqualTo("Correct " + property + ".");
  }

  @Test
  void start_disabled_makesNothing() {
    bare()
        .withPropertyValues("qixiangyun.login.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(QixiangyunLogin.class)
                    .doesNotHaveBean(QixiangyunLogins.class));
  }

  @Test
  void start_clientsAlone_makesNoTopLevelClient() {
    named()
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(QixiangyunLogin.class);
              assertThat(context.getBean(QixiangyunLoginRegistry.class).names())
                  .containsExactly("sh");
            });
  }

  @Test
  void start_clientsAndTopLevel_makesBoth() {
    named("qixiangyun.login.app-key=k1", "qixiangyun.login.app-secret=s3cr3t")
        .run(
            context -> {
              assertThat(context.getBean(QixiangyunLogin.class).toString()).contains("appKey=k1");
              assertThat(context.getBean(QixiangyunLoginRegistry.class).get("sh").toString())
                  .contains("appKey=k2");
            });
  }

  @Test
  void get_settingOfTheTopLevelAlone_isInherited() {
    named()
        .run(
            context ->
                assertThat(context.getBean(QixiangyunLoginRegistry.class).get("sh").toString())
                    .contains("baseUrl=http://127.0.0.1:1/"));
  }

  @Test
  void get_settingOfItsOwn_goesBefore() {
    named("qixiangyun.login.clients.sh.base-url=http://127.0.0.1:2")
        .run(
            context ->
                assertThat(context.getBean(QixiangyunLoginRegistry.class).get("sh").toString())
                    .contains("baseUrl=http://127.0.0.1:2/"));
  }

  @Test
  void get_unknownName_listsThoseThereAre() {
    named()
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(QixiangyunLoginRegistry.class).get("bj"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                        "There is no client 'bj', only [sh]."
                            + " Set qixiangyun.login.clients.bj.app-key and .app-secret"));
  }

  @Test
  void start_clientWithoutSecret_namesItsProperty() {
    FailureAnalysis analysis =
        analysis(SIGNED_IN.withPropertyValues("qixiangyun.login.clients.sh.app-key=k2"));

    assertThat(analysis.getDescription())
        .isEqualTo("qixiangyun.login.clients.sh.app-secret is not set.");
  }

  @Test
  void start_clientNamedDefault_isRejected() {
    FailureAnalysis analysis =
        analysis(
            named(
                "qixiangyun.login.clients.default.app-key=k3",
                "qixiangyun.login.clients.default.app-secret=s3cr3t"));

    assertThat(analysis.getDescription())
        .isEqualTo(
            "qixiangyun.login.clients.default is wrong: the top-level client has this name.");
  }

  @Test
  void start_clientInheritsWrongValue_namesTheTopLevelProperty() {
    FailureAnalysis analysis = analysis(named("qixiangyun.login.retries=11"));

    assertThat(analysis.getDescription()).startsWith("qixiangyun.login.retries is wrong");
  }
}
