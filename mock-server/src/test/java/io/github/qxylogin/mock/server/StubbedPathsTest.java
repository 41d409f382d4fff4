package io.github.qxylogin.mock.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.RequestJournalDisabledException;
import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import io.github.qxylogin.mock.testing.RawResponseAssert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that are not the contract's: WireMock's stubs serve them, or the mock rejects them. */
class StubbedPathsTest {
  private static final String INVOICE = "/v2/public/invoice/query";
  private static final Operation CHECK = Contract.load().operation("checkSession");

  private static LoginMock mock;
  private static Http http;
  private static Platform platform;
  private static LoginMock proxy;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    mock = LoginMock.start();
    http = new Http(mock.url());
    platform = new Platform();
    proxy = LoginMock.builder().proxy(platform.url()).start();
  }

  @AfterAll
  static void stop() {
    mock.close();
    proxy.close();
    platform.close();
  }

  @AfterEach
  void forget() {
    platform.calls().clear();
    mock.wireMock().getStubMappings().forEach(mock.wireMock()::removeStub);
  }

  @Test
  void call_stubbedPath_isServedByTheStub() {
    mock.wireMock().stubFor(post(INVOICE).willReturn(okJson("{\"title\":\"发票\"}")));

    Http.Response response = http.post(INVOICE, "{\"number\":1}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("{\"title\":\"发票\"}");
    mock.wireMock()
        .verify(1, postRequestedFor(urlEqualTo(INVOICE)).withRequestBody(containing("number")));
  }

  @Test
  void call_stubbedPathAfterAResetOfTheMock_isServedByTheStub() {
    mock.wireMock().stubFor(post(INVOICE).willReturn(ok("stubbed")));

    mock.reset();

    assertThat(http.post(INVOICE, "{}").text()).isEqualTo("stubbed");
  }

  @Test
  void call_bodyThatNoStubMatches_isUnknownAndInTheJournal() {
    mock.wireMock()
        .stubFor(
            post(INVOICE)
                .withRequestBody(matchingJsonPath("$.no", equalTo("1")))
                .willReturn(ok("matched")));

    assertThat(http.post(INVOICE, "{\"no\":\"1\"}").text()).isEqualTo("matched");
    Http.Response other = http.post(INVOICE, "{\"no\":\"2\"}");

    assertThat(other.status()).isEqualTo(404);
    assertThat(other.caseName()).isEqualTo("path-unknown");
    assertThat(mock.calls().get(mock.calls().size() - 1).request().path()).isEqualTo(INVOICE);
  }

  @Test
  void call_stubOfAnOperation_isNeverAsked() {
    mock.wireMock().stubFor(any(anyUrl()).atPriority(1).willReturn(ok("stubbed")));

    assertThat(http.post(CHECK.path(), "{}").text()).doesNotContain("stubbed").contains("code");
    assertThat(http.get("/__mock/health").text()).doesNotContain("stubbed");
    assertThat(http.get("/openapi.json").text()).doesNotContain("stubbed");
    assertThat(http.get("/elsewhere").text()).isEqualTo("stubbed");
  }

  @Test
  void call_stubWithTemplate_isRendered() {
    mock.wireMock()
        .stubFor(
            get("/v2/public/echo?a=1")
                .willReturn(
                    ok("{{request.query.a}} at {{request.port}}")
                        .withTransformers("response-template")));

    assertThat(http.get("/v2/public/echo?a=1").text())
        .isEqualTo("1 at " + URI.create(mock.url()).getPort());
  }

  @Test
  void call_stubWithDelay_isDelayed() {
    mock.wireMock().stubFor(get("/slow").willReturn(ok("late").withFixedDelay(100)));

    Instant asked = Instant.now();

    assertThat(http.get("/slow").text()).isEqualTo("late");
    assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(99));
  }

  @Test
  void call_stubThatDribbles_comesWhole() {
    mock.wireMock()
        .stubFor(post("/dribbled").willReturn(ok("abcdefgh").withChunkedDribbleDelay(4, 200)));

    assertThat(http.post("/dribbled", "{}").text()).isEqualTo("abcdefgh");
  }

  @Test
  void call_stubWithFault_isLost() {
    mock.wireMock().stubFor(get("/lost").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    assertThat(
            RawConnection.to(mock).send("GET /lost HTTP/1.1\r\nHost: x\r\n\r\n").response().text())
        .isEmpty();
  }

  @Test
  void call_bodyOverTheLimit_isRejectedBeforeAStub() {
    mock.wireMock().stubFor(post(INVOICE).willReturn(ok()));
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    RawConnection connection =
        RawConnection.to(mock)
            .send("POST " + INVOICE + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int sent = 0; sent <= 1 << 20; sent += 0x10000) {
      connection.send(chunk);
    }

    RawResponse response = connection.send("0\r\n\r\n").response();

    RawResponseAssert.assertRejected(response, Problem.BODY_TOO_LARGE);
  }

  @Test
  void call_pageOfThisMachine_mayReadWhatAStubReturnsToIt() {
    mock.wireMock()
        .stubFor(
            get("/page").willReturn(ok().withHeader("Access-Control-Allow-Origin", "http://own")));
    String head = "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

    RawResponse response =
        RawConnection.to(mock).send(head + "Origin: http://localhost:3000\r\n\r\n").response();

    assertThat(response.head().lines().filter(line -> line.contains("Allow-Origin")))
        .containsExactly("Access-Control-Allow-Origin: http://own");
  }

  @Test
  void call_sandbox_hasTheStubsOfItsServer() {
    try (LoginMock sandbox = mock.openSandbox()) {
      int port = URI.create(sandbox.url()).getPort();
      sandbox.wireMock().stubFor(get("/here").withPort(port).willReturn(ok("here")));

      assertThat(new Http(sandbox.url()).get("/here").text()).isEqualTo("here");
      assertThat(http.get("/here").status()).isEqualTo(404);
      assertThat(new Http(sandbox.url()).get("/nowhere").caseName()).isEqualTo("path-unknown");
      assertThat(sandbox.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void call_stubOfAnotherSpellingOfAnOperation_isNeverAsked(String spelling) {
    mock.wireMock().stubFor(any(anyUrl()).willReturn(ok("stubbed")));

    assertUnknown(posted(mock, spelling));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void proxy_otherSpellingOfAnOperation_staysHere(String spelling) {
    assertUnknown(posted(proxy, spelling));
    assertThat(platform.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rejectedSpellings")
  void proxy_spellingThatHttpRejects_staysHere(String spelling) {
    assertThat(posted(proxy, spelling).statusLine()).startsWith("HTTP/1.1 4");
    assertThat(platform.calls()).isEmpty();
  }

  @Test
  void proxy_reboundName_isRejectedAndNotSentOn() {
    RawResponse response =
        RawConnection.to(proxy)
            .send("GET /elsewhere HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n")
            .send("User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0\r\n\r\n")
            .response();

    RawResponseAssert.assertRejected(response, Problem.FOREIGN_HOST);
    assertThat(platform.calls()).isEmpty();
  }

  @Test
  void proxy_operationOfAnotherModule_staysHere() {
    Contract whole = Contract.load();
    Contract current = whole.module("current");
    Operation legacy =
        whole.operations().stream()
            .filter(operation -> current.operationAt(operation.path()).isEmpty())
            .findFirst()
            .orElseThrow();
    try (LoginMock before = LoginMock.builder().contract(current).proxy(platform.url()).start()) {
      assertUnknown(posted(before, legacy.path()));
      assertUnknown(posted(before, "/" + legacy.path()));
      assertThat(platform.calls()).isEmpty();
    }
  }

  @Test
  void proxy_restOfAnOperationsPathBelowTheAddress_staysHere() {
    int second = CHECK.path().indexOf('/', 1);
    try (LoginMock before =
        LoginMock.builder().proxy(platform.url() + CHECK.path().substring(0, second)).start()) {
      assertUnknown(posted(before, CHECK.path().substring(second)));
      assertThat(platform.calls()).isEmpty();
      posted(before, "/public/invoice/query");
      assertThat(platform.calls()).containsExactly(INVOICE);
    }
  }

  static Stream<String> otherSpellings() {
    String path = CHECK.path();
    String parent = path.substring(0, path.lastIndexOf('/'));
    String last = path.substring(parent.length() + 1);
    return Stream.of(
        "/" + path,
        path + "/",
        path + "//",
        path.replaceFirst("/public/", "//public/"),
        parent + "/%%%02x%s".formatted((int) last.charAt(0), last.substring(1)),
        path + ";a=b",
        parent + ";a=b/" + last,
        parent + "/x/../" + last,
        parent + "/x/..;a=b/" + last,
        parent + "/./" + last,
        parent + "/" + last + "/.",
        path.toUpperCase(Locale.ROOT),
        "/%2f" + path.substring(1),
        "/" + path.substring(1).replace('/', '\\'),
        path + "%3Ba=b",
        "/openapi.json/");
  }

  static Stream<String> rejectedSpellings() {
    String path = CHECK.path();
    return Stream.of("/.." + path, "/%2e%2e" + path);
  }

  private static RawResponse posted(LoginMock called, String path) {
    return RawConnection.to(called)
        .send(
            "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                .formatted(path))
        .response();
  }

  private static void assertUnknown(RawResponse response) {
    assertThat(response.statusLine()).startsWith("HTTP/1.1 404 ");
    assertThat(response.head()).contains("X-Mock-Case: path-unknown");
  }

  /** The server behind a proxy, which keeps the paths that it is asked for. */
  private static final class Platform implements AutoCloseable {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Platform() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          call -> {
            calls.add(call.getRequestURI().getRawPath());
            call.sendResponseHeaders(204, -1);
            call.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Queue<String> calls() {
      return calls;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void stub_requestJournalDisabled_respondsAndRemembersNothing() {
    try (LoginMock forgetful = LoginMock.builder().disableRequestJournal().start()) {
      forgetful.wireMock().stubFor(post(INVOICE).willReturn(okJson("{}")));

      assertThat(new Http(forgetful.url()).post(INVOICE, "{}").status()).isEqualTo(200);
      assertThatThrownBy(() -> forgetful.wireMock().findAll(postRequestedFor(urlEqualTo(INVOICE))))
          .isInstanceOf(RequestJournalDisabledException.class);
    }
  }

  @Test
  void mappings_ofADirectory_respondWithItsFiles() throws Exception {
    Files.createDirectories(directory.resolve("mappings"));
    Files.createDirectories(directory.resolve("__files"));
    Files.writeString(directory.resolve("__files/invoice.json"), "{\"no\":\"税\"}", UTF_8);
    Files.writeString(
        directory.resolve("mappings/invoice.json"),
        "{\"request\":{\"method\":\"POST\",\"url\":\"%s\"},".formatted(INVOICE)
            + "\"response\":{\"status\":201,\"bodyFileName\":\"invoice.json\"}}");

    try (LoginMock stubbed = LoginMock.builder().mappings(directory).start()) {
      Http.Response response = new Http(stubbed.url()).post(INVOICE, "{}");

      assertThat(response.status()).isEqualTo(201);
      assertThat(response.text()).isEqualTo("{\"no\":\"税\"}");
      assertThat(new Http(stubbed.url()).get("/__files/invoice.json").status()).isEqualTo(404);
    }
  }

  @Test
  void mappings_directoryWithoutThem_isRejected() {
    LoginMockBuilder builder = LoginMock.builder();

    assertThatThrownBy(() -> builder.mappings(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            directory + " has no directory mappings: WireMock's stubs are in DIR/mappings/*.json");
  }

  @Test
  void mappings_fileThatIsNone_isNamed() throws Exception {
    Files.createDirectories(directory.resolve("mappings"));
    Files.writeString(directory.resolve("mappings/broken.json"), "{");
    LoginMockBuilder builder = LoginMock.builder().mappings(directory);

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the mappings in " + directory + " cannot be read: ")
        .hasMessageContaining("broken.json");
  }

  @Test
  void proxy_pathThatNobodyStubs_goesToTheOtherServer() {
    try (LoginMock other = LoginMock.start();
        LoginMock before = LoginMock.builder().proxy(other.url()).admin(true).start()) {
      other.wireMock().stubFor(get("/v2/public/tax?x=1").willReturn(ok("from the other")));
      before.wireMock().stubFor(get("/own").willReturn(ok("own")));
      Http near = new Http(before.url());

      assertThat(near.get("/v2/public/tax?x=1").text()).isEqualTo("from the other");
      assertThat(near.get("/own").text()).isEqualTo("own");
      near.post(CHECK.path(), "{}");
      assertThat(other.calls()).isEmpty();
      assertThat(near.call("POST", "/__admin/reset", "").status()).isEqualTo(200);
      assertThat(near.get("/v2/public/tax?x=1").text()).isEqualTo("from the other");
    }
  }

  @Test
  void proxy_stubsReset_isStillThere() {
    try (LoginMock before = LoginMock.builder().proxy(platform.url()).admin(true).start()) {
      Http near = new Http(before.url());

      near.call("DELETE", "/__admin/mappings", "");

      assertThat(near.get("/elsewhere").status()).isEqualTo(204);
      assertThat(near.get("/__admin/mappings").at("/meta/total")).isEqualTo("0");
    }
  }

  @Test
  void proxy_stubsSaved_isNotAmongThem() throws Exception {
    Path mappings = Files.createDirectories(directory.resolve("mappings"));
    try (LoginMock before =
        LoginMock.builder().proxy(platform.url()).mappings(directory).admin(true).start()) {
      new Http(before.url()).call("POST", "/__admin/mappings/save", "");

      assertThat(mappings).isEmptyDirectory();
    }
  }

  @Test
  void proxy_noAddress_isRejected() {
    LoginMockBuilder builder = LoginMock.builder();

    assertThatThrownBy(() -> builder.proxy("localhost:80"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("localhost:80 is no proxy target: write http://HOST:PORT or https://HOST");
  }

  @Test
  void admin_postedStub_responds() {
    try (LoginMock administered = LoginMock.builder().admin(true).start()) {
      Http near = new Http(administered.url());

      Http.Response posted =
          near.call(
              "POST",
              "/__admin/mappings",
              "{\"request\":{\"url\":\"/posted\"},\"response\":{\"body\":\"yes\"}}");

      assertThat(posted.status()).isEqualTo(201);
      assertThat(near.get("/posted").text()).isEqualTo("yes");
    }
  }

  @Test
  void admin_persistentStubWithoutFiles_canBeRemoved() {
    try (LoginMock administered = LoginMock.builder().admin(true).start()) {
      Http near = new Http(administered.url());
      String id =
          near.call(
                  "POST",
                  "/__admin/mappings",
                  "{\"persistent\":true,\"request\":{\"url\":\"/posted\"},\"response\":{}}")
              .at("/id");

      assertThat(near.call("DELETE", "/__admin/mappings/" + id, "").status()).isEqualTo(200);
      assertThat(near.get("/posted").status()).isEqualTo(404);
    }
  }

  @Test
  void admin_stubsDeleted_deletesTheirFiles() throws Exception {
    Path mappings = Files.createDirectories(directory.resolve("mappings"));
    Files.writeString(
        mappings.resolve("own.json"), "{\"request\":{\"url\":\"/own\"},\"response\":{}}");
    try (LoginMock administered = LoginMock.builder().mappings(directory).admin(true).start()) {
      new Http(administered.url()).call("DELETE", "/__admin/mappings", "");

      assertThat(mappings).isEmptyDirectory();
    }
  }

  @Test
  void admin_recording_keepsWhatTheOtherServerSaid() {
    try (LoginMock other = LoginMock.start();
        LoginMock recorder = LoginMock.builder().admin(true).start()) {
      other.wireMock().stubFor(get("/v2/public/tax").willReturn(ok("said once")));
      Http near = new Http(recorder.url());
      near.call(
          "POST", "/__admin/recordings/start", "{\"targetBaseUrl\":\"%s\"}".formatted(other.url()));
      near.get("/v2/public/tax");
      near.call("POST", "/__admin/recordings/stop", "");

      other.wireMock().getStubMappings().forEach(other.wireMock()::removeStub);

      assertThat(near.get("/v2/public/tax").text()).isEqualTo("said once");
    }
  }
}
