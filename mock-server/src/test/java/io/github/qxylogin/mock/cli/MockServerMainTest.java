package io.github.qxylogin.mock.cli;

import static io.github.qxylogin.mock.testing.SharedKeyStore.FILE;
import static io.github.qxylogin.mock.testing.SharedKeyStore.MADE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.server.TlsTest;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.MockProcess;
import io.github.qxylogin.mock.testing.Slow;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@Order(1)
class MockServerMainTest {
  private static final String ANOTHER_ADDRESS =
      ". Choose another port, 0 for a free one, or another host.";

  private static final Map<String, String> CHINESE = Map.of("LANG", "zh_CN.UTF-8");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void run_help_namesEveryOptionAndExits0() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("企享云")
        .contains(
            "--host",
            "--port",
            "--cors-origin",
            "--https-port",
            "--keystore",
            "--keystore-password",
            "--certificate-out",
            "--auth",
            "--app-key",
            "--app-secret",
            "--sms-code",
            "--module=NAME",
            "legacy, current",
            "--control-token",
            "--control-host",
            "--callback-host",
            "--journal",
            "--mappings",
            "--setup",
            "--proxy",
            "--admin",
            "--help",
            "--version")
        .contains("Address:", "TLS:", "Responses:", "by WireMock:", "Control API:");
  }

  @Test
  void run_admin_reportsTheRequestsThatStubsServed() {
    serve(
        Map.of(),
        mock ->
            assertThat(http(mock).get("/__admin/requests").at("/requestJournalDisabled"))
                .isEqualTo("false"),
        "--admin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|There is no option '--prot' (--help lists the options)",
        "--port x|--port must be PORT, not 'x' (--help",
        "--port 65536|the port is 0 to 65535, not 65536",
        "--auth maybe|'--auth must be off|on, not ''maybe'' (--help'",
        "--port 0 --auth on --app-key k|--app-key and --app-secret go together",
        "--port 0 --journal -1|the journal keeps 0 to 10000 calls, not -1 (--help",
        "--port 0 --sms-code=|the SMS code is blank: no task could be redeemed (--help",
        "--port 0 --sms-code=13800000002=|an SMS code of a number needs both, not blank (--help",
        "--port 0 --control-token=|a control token needs printable ASCII characters",
        "--port 0 --auth=on --app-key=|--app-key and --app-secret go together: set both, not blank",
        "--port 0 --auth=on --app-key= --app-secret=s|credentials need an AppKey and an AppSecret, not",
        "--port 0 --state=|--state is no address of a store: write redis://HOST:PORT",
        "--port 0 --state redis://:p%zz@127.0.0.1|--state is no address of a store: write redis://HOST",
        "--port 0 --control-token=口令|a control token needs printable ASCII characters",
        "--port 0 --state http://x|nothing here keeps state in http://: for redis:// and rediss://, put",
        "--port 0 --setup nowhere.json|nowhere.json: the file does not exist or cannot be read (--help",
        "--module newest|The contract has no module 'newest'. It has: legacy, current (--help",
        "--port 0 --port 1|--port may occur only once (--help",
        "surplus|There is an argument without an option (--help lists the options)",
        "--https-port -1|the HTTPS port is 0 to 65535, not -1",
        "--keystore x|a certificate needs TLS: set --https-port too",
        "--https-port 0 --keystore x|--keystore needs --keystore-password, or the variable",
        "--https-port 0 --keystore x --keystore-password y|the key store x cannot be read: File does not exist",
        "--cors-origin localhost:3000|localhost:3000 is no origin",
        "--cors-origin none --cors-origin *|--cors-origin none excludes other origins",
        "--control-host http://mock|http://mock is no host name",
        "--control-host cafe:8089 --https-port 0|cafe:8089 is no host name",
        "--control-host 1:2:3|1:2:3 is no host name",
        "--callback-host app:80|app:80 is no host name",
      })
  void run_wrongOption_saysSoAndExits2(String options, String problem) {
    assertThat(run(options.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith(problem).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void run_helpInAChineseTerminal_isInChineseAndNamesTheSameOptions() {
    assertThat(run(CHINESE, MockServerMainTest::fail, "--help")).isZero();
    String chinese = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("--help")).isZero();

    assertThat(chinese).contains("监听地址：", "显示帮助并退出").doesNotContain("Where it listens");
    assertThat(options(chinese)).isEqualTo(options(out.toString()));
  }

  private static List<String> options(String help) {
    return Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)")
        .matcher(help)
        .results()
        .map(option -> option.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|没有选项 '--prot'（--help 列出全部选项）",
        "--port 65536|端口应为 0 到 65535，不能是 65536（--help",
        "--port 0 --cors-origin none --cors-origin *|--cors-origin none 不能与其他来源同时使用（--help",
        "--port 0 --callback-host app:80|app:80 不是主机名：不要带协议、端口和路径（--help",
        "--port 0 --module newest|契约没有模块 'newest'。可选：legacy, current（--help",
        "--port a|选项 --port 应为 PORT，不能是 'a'（--help",
        "--auth a|'选项 --auth 应为 off|on，不能是 ''a''（--help'",
        "--port|选项 --port 缺少值 PORT（--help",
        "--port 1 --port 2|选项 --port 只能给出一次（--help",
        "--port 0 --setup none.json|none.json：文件不存在或无法读取（--help",
        "--port 0 --overlay none.yaml|none.yaml：文件不存在或无法读取（--help",
        "--port 0 --overlay pom.xml|Overlay 无法应用到契约：pom.xml: ",
        "--port 0 --host 192.0.2.1|无法监听 192.0.2.1:0：",
      })
  void run_wrongOptionInAChineseTerminal_saysSoInChinese(String options, String problem) {
    assertThat(run(CHINESE, MockServerMainTest::fail, options.split(" "))).isNotZero();
    assertThat(err.toString()).startsWith(problem).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"LC_ALL=C LANG=zh_CN.UTF-8, console:", "LANG=zh_CN.UTF-8, 控制台：", "LANG=, console:"})
  void run_started_saysWhereItsPagesAre(String variables, String console) {
    Map<String, String> environment =
        Stream.of(variables.split(" "))
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));

    serve(
        environment,
        mock ->
            assertThat(err.toString())
                .startsWith(console)
                .contains(mock.url() + "/ ")
                .contains(mock.url() + "/docs")
                .hasLineCount(1));
  }

  @Test
  void run_onAllAddresses_printsOnesThatAColleagueCanOpen() {
    serve(
        Map.of(),
        mock -> {
          String token = mock.controlToken().orElseThrow();
          assertThat(err.toString().lines().skip(1))
              .isNotEmpty()
              .allSatisfy(
                  line ->
                      assertThat(line)
                          .matches("console: http://[1-9][0-9.]+:[0-9]+/#token=" + token + " .*"));
        },
        "--host=0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--app-secrt=TOPSECRET",
        "--app-secrt TOPSECRET",
        "TOPSECRET",
        "-TOPSECRET",
        "--control-tokn=--TOPSECRET"
      })
  void run_secretOfNoOption_isNotShown(String options) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("TOPSECRET").hasLineCount(1);
  }

  @Test
  void run_helpWithSecretsInTheEnvironment_showsNone() {
    Map<String, String> secrets =
        Map.of(
            "QXY_APP_KEY", "TOPSECRET",
            "QXY_APP_SECRET", "TOPSECRET",
            "QXY_CONTROL_TOKEN", "TOPSECRET",
            "QXY_KEYSTORE_PASSWORD", "TOPSECRET");

    assertThat(run(secrets, MockServerMainTest::fail, "--help")).isZero();
    assertThat(out.toString()).contains("--app-secret=SECRET").doesNotContain("TOPSECRET");
  }

  @Test
  void run_credentialsInTheEnvironment_areThoseThatAreNeeded() {
    Operation fetchToken = Contract.load().operation("fetchToken");
    ObjectNode wish = fetchToken.firstSuccess().request().deepCopy();
    wish.put("client_appkey", "key").put("client_secret", Md5.hex("secret"));

    serve(
        Map.of("QXY_APP_KEY", "key", "QXY_APP_SECRET", "secret\n"),
        mock ->
            assertThat(http(mock).post(fetchToken.path(), wish).at("/data/access_token"))
                .isNotEmpty(),
        "--auth",
        "on");
  }

  @Test
  void run_emptySecretsInTheEnvironment_areNone() {
    serve(
        Map.of("QXY_APP_KEY", "", "QXY_CONTROL_TOKEN", " "),
        mock -> assertThat(http(mock).get("/__mock/sms").status()).isEqualTo(200),
        "--auth",
        "on");
  }

  @Test
  void run_portTaken_saysSoAndExits1() {
    try (LoginMock first = LoginMock.start()) {
      String port = first.url().substring(first.url().lastIndexOf(':') + 1);

      assertThat(run("--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("cannot listen on 127.0.0.1:" + port + ": ")
          .endsWith(ANOTHER_ADDRESS + System.lineSeparator())
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "nosuch.invalid"})
  void run_hostOfAnotherMachine_saysSoAndExits1(String host) {
    assertThat(run("--port", "0", "--host", host)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("cannot listen on " + host + ":0: ")
        .endsWith(ANOTHER_ADDRESS + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void run_smsCodes_areThoseOfTheirNumbers() {
    Operation send = Contract.load().operation("sendSmsCode");

    serve(
        Map.of(),
        mock -> {
          http(mock).post(send.path(), send.documentedCase("sms-sent").request());
          assertThat(http(mock).get("/__mock/sms").json().findValuesAsText("smsCode"))
              .containsExactly("123456");
        },
        "--sms-code=13800000009=4321",
        "--sms-code=123456");
  }

  @Test
  void run_setup_isSetBeforeTheFirstCall(@TempDir Path folder) throws Exception {
    Path setup = folder.resolve("设置.json");
    Files.writeString(setup, "{\"outcomes\": {\"1\": [{\"case\": \"logged-in\"}]}}");

    serve(
        Map.of(),
        mock ->
            assertThat(http(mock).get("/__mock/setup").at("/outcomes/1/0/case"))
                .isEqualTo("logged-in"),
        "--setup=" + setup);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                          | the body is no JSON: line 1, column 2",
        "{'fault':{}}                               | The body has no field 'fault'. Did you",
        "{'outcomes':{'91110000TEST01':[{'cas':1}]}}| /outcomes/911****ST01/0: The body has no",
        "{'faults':{'慢':{'delay':'PT1S'}}}          | /faults/慢: A fault needs an identity or an",
      })
  void run_wrongSetup_saysFilePlaceAndReasonAndExits2(
      String content, String problem, @TempDir Path folder) throws Exception {
    Path setup = folder.resolve("setup.json");
    Files.writeString(setup, content.replace('\'', '"'));

    assertThat(run("--port=0", "--setup=" + setup)).isEqualTo(2);

    assertThat(err.toString()).startsWith(setup + ": " + problem).hasLineCount(1);
  }

  @Test
  void run_module_servesItsContractAlone() {
    serve(
        Map.of(),
        mock ->
            assertThat(http(mock).get("/openapi.json").json().path("x-modules").fieldNames())
                .toIterable()
                .containsExactly("legacy"),
        "--module=legacy");
  }

  @Test
  void main_process_reportsItsAddressReadsItsEnvironmentAndEndsOnSignal() throws Exception {
    Map<String, String> environment = Map.of("QXY_KEYSTORE_PASSWORD", MADE.password());
    try (MockProcess mock =
        MockProcess.start(
            environment, Redirect.DISCARD, "--port=0", "--https-port=0", "--keystore=" + FILE)) {
      String first = mock.line();
      assertThat(first).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      assertThat(mock.line()).matches("listening on https://127\\.0\\.0\\.1:\\d+");
      assertThat(new Http(MockProcess.addressIn(first)).get("/__mock/health").status())
          .isEqualTo(200);

      mock.process().destroy();

      assertThat(mock.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(mock.process().exitValue()).isZero();
    }
  }

  @Test
  void run_httpsPort_saysWhereInTheSecondLine(@TempDir Path directory) {
    Path written = directory.resolve("mock.pem");

    serve(
        Map.of(),
        mock -> {
          assertThat(out.toString().lines())
              .containsExactly("listening on " + mock.url(), "listening on " + mock.httpsUrl());
          HttpRequest health =
              HttpRequest.newBuilder(URI.create(mock.httpsUrl() + "/__mock/health")).build();
          assertThat(
                  TlsTest.client(certificate(written))
                      .send(health, HttpResponse.BodyHandlers.discarding())
                      .statusCode())
              .isEqualTo(200);
        },
        "--https-port=0",
        "--certificate-out=" + written);
  }

  @Test
  void run_controlTokenReadFromAFileIntoTheEnvironment_isWhatItSays() {
    serve(
        Map.of("QXY_CONTROL_TOKEN", "abc \n"),
        mock -> {
          assertThat(http(mock).get("/__mock/sms").status()).isEqualTo(401);
          assertThat(http(mock).get("/__mock/sms", "Authorization", "Bearer abc").status())
              .isEqualTo(200);
        });
  }

  @Test
  void run_certificateCannotBeWritten_saysSoAndExits1(@TempDir Path directory) {
    assertThat(
            run(
                Map.of("QXY_KEYSTORE_PASSWORD", MADE.password()),
                MockServerMainTest::fail,
                "--port=0",
                "--https-port=0",
                "--keystore=" + FILE,
                "--certificate-out=" + directory))
        .isEqualTo(1);
    assertThat(err.toString()).contains("cannot write the certificate: ").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void run_certificateCannotBeMade_saysSoAndExits1() {
    assertThat(run("--port", "0", "--https-port", "0", "--control-host", "a..b")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("no certificate for TLS can be created: ")
        .hasLineCount(1);
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"--control-host=a..b", "--mappings=DIR"})
  void main_notStarted_leavesNoKey(String wrong, @TempDir Path started) throws Exception {
    Files.writeString(
        Files.createDirectories(started.resolve("mappings")).resolve("broken.json"), "{");
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + started);
    String option = wrong.replace("DIR", started.toString());

    try (MockProcess mock =
        MockProcess.start(environment, Redirect.DISCARD, "--port=0", "--https-port=0", option)) {
      assertThat(mock.line()).isNull();
      assertThat(mock.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(started).isDirectoryNotContaining("glob:**mock-tls*");
  }

  @Test
  void run_strict_rejectsAFieldThatTheContractHasNot() {
    String path = Contract.load().operation("checkSession").path();

    serve(
        Map.of(),
        mock -> assertThat(http(mock).post(path, "{\"foo\":1}").status()).isEqualTo(422),
        "--strict");
  }

  @Test
  void run_authOn_rejectsUnsignedCalls() {
    String path = Contract.load().operation("checkSession").path();

    serve(
        Map.of(),
        mock -> assertThat(http(mock).post(path, "{}").code()).isEqualTo("40100"),
        "--auth=on");
  }

  private int run(String... args) {
    return run(Map.of(), MockServerMainTest::fail, args);
  }

  private int run(Map<String, String> environment, Consumer<LoginMock> serving, String... args) {
    return new MockServerMain(environment, serving)
        .run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** Runs calls while the mock serves, in this process. */
  private void serve(
      Map<String, String> environment, ThrowingConsumer<LoginMock> calls, String... options) {
    String[] args = Stream.concat(Stream.of("--port=0"), Stream.of(options)).toArray(String[]::new);
    assertThat(run(environment, calls, args)).as(err::toString).isZero();
  }

  private static void fail(LoginMock started) {
    throw new AssertionError("the mock started at " + started.url());
  }

  private static Http http(LoginMock mock) {
    return new Http(mock.url());
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (InputStream file = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }
}
