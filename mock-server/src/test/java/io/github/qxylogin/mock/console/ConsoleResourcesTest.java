package io.github.qxylogin.mock.console;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files, and who may load them. */
@ExtendWith(LoginMockExtension.class)
class ConsoleResourcesTest {
  private static final Path FILES = Path.of("src/main/resources/io/github/qxylogin/mock/console");
  private static final String ASSETS = "/__mock/console/";
  private static final int MOST_BYTES = 300_000;

  private final LoginMock mock;
  private final Http http;

  ConsoleResourcesTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(String name) {
    try {
      return Files.readString(FILES.resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> scripts() {
    return files().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".js"))
        .toList();
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void scripts_importEachOtherInOneDirection() {
    List<String> left = new ArrayList<>(scripts());

    boolean removed = true;
    while (removed) {
      removed = left.removeIf(script -> Collections.disjoint(imported(script), left));
    }

    assertThat(left).as("in a circle, or above one").isEmpty();
  }

  private static Set<String> imported(String script) {
    return found(text(script), "from '\\./([\\w-]+\\.js)'");
  }

  @Test
  void page_runsNothingButItsOwn() {
    assertThat(http.get("/").header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", ASSETS + "app.js", ASSETS + "console.css", ASSETS + "icon.svg"})
  void file_every_isNeitherGuessedKeptNorReported(String path) {
    Http.Response response = http.get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "index.html",
        "StaticFiles.class",
        "../control/control.yaml",
        "%2e%2e/x.js",
        "a/b.js",
        ""
      })
  void asset_thatIsNone_isUnknown(String name) {
    RawResponse response = get(ASSETS + name, "");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void page_mockWithToken_needsNone() {
    try (LoginMock guarded = LoginMock.builder().controlToken("secret").start()) {
      Http closed = new Http(guarded.url());

      assertThat(closed.get("/").status()).isEqualTo(200);
      assertThat(closed.get(ASSETS + "app.js").status()).isEqualTo(200);
      assertThat(closed.get("/__mock/sms").status()).isEqualTo(401);
    }
  }

  @Test
  void page_head_hasNoBody() {
    assertThat(http.call("HEAD", "/", "").text()).isEmpty();
  }

  @Test
  void root_otherMethod_isAStubs() {
    try (LoginMock stubbed = LoginMock.start()) {
      stubbed.wireMock().stubFor(post("/").willReturn(ok("stubbed")));

      assertThat(new Http(stubbed.url()).post("/", "{}").text()).isEqualTo("stubbed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", ASSETS + "app.js"})
  void file_foreignHost_isRejected(String path) {
    RawResponse response = get("evil.example", path, "");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"
      })
  void page_forAnotherSite_isRejected(String headers) {
    assertThat(get("/", headers).statusLine()).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void page_linkOfAnotherSite_isShown() {
    RawResponse response =
        get(
            "/",
            "Sec-Fetch-Site: cross-site\r\n"
                + "Sec-Fetch-Mode: navigate\r\n"
                + "Sec-Fetch-Dest: document\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void control_linkOfAnotherSite_isStillRejected() {
    RawResponse response =
        get(
            "/__mock/sms",
            "Sec-Fetch-Site: cross-site\r\n"
                + "Sec-Fetch-Mode: navigate\r\n"
                + "Sec-Fetch-Dest: document\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 403 ");
  }

  private RawResponse get(String path, String headers) {
    return get("localhost", path, headers);
  }

  private RawResponse get(String host, String path, String headers) {
    return RawConnection.to(mock)
        .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers)
        .send("Host: " + host + "\r\n\r\n")
        .response();
  }

  @Test
  void files_together_areSmall() {
    long bytes =
        files().stream()
            .mapToLong(
                file -> {
                  try {
                    return Files.size(file);
                  } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                  }
                })
            .sum();

    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  /** Otherwise the browser asks for them one after the other. */
  @Test
  void page_loadsAllScriptsAtOnce() {
    assertThat(found(text("index.html"), ASSETS + "([a-z-]+\\.js)"))
        .containsExactlyInAnyOrderElementsOf(scripts());
  }

  /** A module would run after the first paint, and dark follow light in a flash. */
  @Test
  void page_setsColours_beforeAnythingIsPainted() {
    assertThat(text("index.html"))
        .containsSubsequence(
            "<script src=\"" + ASSETS + "theme.js\"></script>", "rel=\"stylesheet\"", "<body>");
  }

  @Test
  void texts_bothLanguages_haveTheSameNames() {
    assertThat(names("zh.js")).containsExactlyElementsOf(names("en.js"));
  }

  private static Set<String> names(String file) {
    return found(text(file), "(?m)^  '?([\\w.-]+)'?: ");
  }

  @Test
  void texts_filledIn_haveTheSamePlaces() {
    for (String name : names("en.js")) {
      String line = "(?m)^  '?" + Pattern.quote(name) + "'?: (.*)$";
      assertThat(found(found(text("zh.js"), line).toString(), "\\{(\\w+)\\}"))
          .as(name)
          .isEqualTo(found(found(text("en.js"), line).toString(), "\\{(\\w+)\\}"));
    }
  }

  /** The guide calls it 清除, and the journal 请求记录. */
  @ParameterizedTest
  @ValueSource(strings = {"忘记", "日志"})
  void texts_inChinese_haveTheWordsOfTheGuide(String other) {
    assertThat(text("zh.js")).doesNotContain(other);
    assertThat(text("../text/messages_zh.properties")).doesNotContain(other);
  }

  @Test
  void scripts_askForTexts_thatThereAre() {
    Set<String> asked =
        scripts().stream()
            .flatMap(name -> found(text(name), "\\bt\\('([^']+)'").stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names("en.js")).containsAll(asked);
  }

  @Test
  void texts_rulesAll_haveWords() {
    assertThat(names("en.js"))
        .containsAll(
            http.get("/__mock/requests?rule=none")
                .json()
                .path("available")
                .valueStream()
                .map(rule -> "rule." + rule.asText())
                .toList());
  }

  @Test
  void scripts_makeNoElementsOfText() {
    assertThat(scripts())
        .allSatisfy(
            name ->
                assertThat(text(name))
                    .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|"
                            + "new Function|DOMParser|srcdoc|javascript:"));
  }

  /** The page loads from the mock what the contract contains. */
  @Test
  void scripts_knowNothingOfTheContract() {
    Contract contract = Contract.load();
    Set<String> known = new TreeSet<>();
    contract
        .operations()
        .forEach(
            operation -> {
              known.add(operation.id());
              known.add(operation.path());
              operation.inFlow(Flow::identity).ifPresent(known::addAll);
              operation.cases().forEach(each -> known.add(each.code()));
            });
    known.remove("");
    // The control API's own name for it.
    known.remove("taskId");

    for (String name : scripts()) {
      Set<String> told = found(text(name), "['\"`.]([\\w/-]{2,})(?=[^\\w/-])");
      told.retainAll(known);
      assertThat(told).as(name).isEmpty();
    }
  }

  @Test
  void faults_allThereAre_canBeSet() {
    assertThat(
            found(found(text("outcomes.js"), "(?s)FAULTS = \\[(.*?)\\]").toString(), "'([a-z-]+)'"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FaultKind.values()).map(FaultKind::key).toList());
  }
}
