package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.RawResponseAssert.assertOriginNotAllowed;
import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawResponse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.http.MetaData;
import wiremock.org.eclipse.jetty.server.Request;

/** Who may use the control API. */
class SameHostGuardTest {

  @RegisterExtension static final RunningServer server = new RunningServer(ServerLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example"
      })
  void control_foreignHost_isRejected(String host) {
    RawResponse response = get("/__mock/sms", host, "");

    assertRejected(response, Problem.FOREIGN_HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:1", "localhost:8089", "LocalHost", "[::1]:8089"})
  void control_ownHost_isGood(String host) {
    RawResponse response = get("/__mock/sms", host, "");

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void health_foreignHost_isGood() {
    assertThat(get("/__mock/health", "evil.example", "").body()).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__mock",
        "/__mock?x=/y",
        "/%5F_mock/health",
        "/x/../__mock/health",
        "/__mock;x/health",
        "/__mock/../x",
        "/__mock/./health",
        "//__mock/health"
      })
  void control_foreignHostAndOtherSpelling_isRejected(String path) {
    RawResponse response = get(path, "evil.example", "");

    assertRejected(response, Problem.FOREIGN_HOST);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 192.0.2.1:8089, true",
    "::, [2001:db8::1]:8089, true",
    "0.0.0.0, evil.example, false",
    "127.0.0.1, 192.0.2.1:8089, true",
    "0.0.0.0, mock:8089, true",
    "127.0.0.1, Mock, true",
    "::1, [::1]:8089, true",
    "192.0.2.1, 192.0.2.1:8089, true",
  })
  void check_host_isOursByAddressOrName(String bound, String host, boolean ours) {
    Request request = new Request(null, null);
    request.setMetaData(
        new MetaData.Request(
            "GET",
            HttpURI.from("/__mock/sms"),
            HttpVersion.HTTP_1_1,
            HttpFields.build().add("Host", host)));

    Problem problem =
        new SameHostGuard("/__mock", "/__mock/health", OwnHosts.of(bound, Set.of("mock")), null)
            .check(request);

    assertThat(problem == null).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 192.0.2.1:8089, 192.0.2.1:8089",
    "::, [2001:DB8::1]:8089, [2001:db8::1]:8089",
    "127.0.0.1, LOCALHOST, localhost",
    "0.0.0.0, MOCK:8089, mock:8089",
    "0.0.0.0, evil.example, ",
    "127.0.0.1, localhost:x, ",
    "127.0.0.1, localhost:80#, ",
    "127.0.0.1, evil@localhost, ",
    "127.0.0.1, localhost/evil.example, ",
    "0.0.0.0, [::1]evil.example, ",
    "127.0.0.1, '', ",
  })
  void authority_hostThatIsOurs_isGivenAsItWasRead(String bound, String host, String authority) {
    assertThat(OwnHosts.of(bound, Set.of("mock")).authority(host))
        .isEqualTo(Optional.ofNullable(authority));
  }

  @Test
  void control_noHost_isRejected() {
    RawResponse response = server.connect().send("GET /__mock/sms HTTP/1.0\r\n\r\n").response();

    assertRejected(response, Problem.FOREIGN_HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://evil.example",
        "null",
        "https://localhost",
        "ftp://localhost:8089",
        "http://localhost:3000",
        "http://localhost:8089@evil.example"
      })
  void control_foreignOrigin_isRejected(String origin) {
    RawResponse response = get("/__mock/reset", "localhost:8089", "Origin: " + origin + "\r\n");

    assertRejected(response, Problem.FOREIGN_ORIGIN);
  }

  /** As a proxy that ends TLS hands it on: {@code $http_host}, {@code $host}. */
  @ParameterizedTest
  @CsvSource({
    "localhost:8089, http://localhost:8089",
    "localhost:8089, https://localhost:8089",
    "localhost:8089, https://LOCALHOST:8089",
    "localhost, https://localhost",
    "localhost, https://localhost:8443",
    "[::1]:8089, https://[::1]:8089",
  })
  void control_ownOrigin_isGood(String host, String origin) {
    RawResponse response = get("/__mock/reset", host, "Origin: " + origin + "\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  /** As a proxy hands it on that names its upstream as Host. */
  @Test
  void control_sameOriginByTheBrowsersWord_isGoodWhateverTheOrigin() {
    RawResponse response =
        get(
            "/__mock/reset",
            "127.0.0.1:8089",
            "Origin: https://mock.example\r\nSec-Fetch-Site: same-origin\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://localhost:8089\r\nOrigin: http://evil.example\r\n",
        "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n",
        "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
      })
  void control_headerTwice_isRejected(String headers) {
    RawResponse response = get("/__mock/reset", "localhost:8089", headers);

    assertRejected(response, Problem.REPEATED_HEADER);
  }

  @Test
  void control_hostTwice_isRejected() {
    RawResponse response = get("/__mock/reset", "localhost:8089", "Host: evil.example\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "Cross-Site", "nonsense"})
  void control_pageOfAnotherSite_isRejected(String site) {
    RawResponse response = get("/__mock/sms", "localhost", "Sec-Fetch-Site: " + site + "\r\n");

    assertRejected(response, Problem.FOREIGN_ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void control_ownPageOrAddressBar_isGood(String site) {
    RawResponse response = get("/__mock/sms", "localhost", "Sec-Fetch-Site: " + site + "\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "Text/Plain;charset=UTF-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b"
      })
  void control_formWithoutOrigin_isRejected(String type) {
    RawResponse response = post("Content-Type: " + type + "\r\n");

    assertRejected(response, Problem.FORM_POST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: application/json\r\n"})
  void control_postThatIsNoForm_isGood(String type) {
    RawResponse response = post(type);

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void control_absoluteTarget_isGuardedToo() {
    RawResponse response = get("http://localhost/__mock/sms", "evil.example", "");

    assertThat(response.statusLine()).doesNotContain(" 200 ");
  }

  @Test
  void control_foreignHostWithBody_isRejected() {
    RawResponse response =
        server
            .connect()
            .send(
                "POST /__mock/reset HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}")
            .response();

    assertRejected(response, Problem.FOREIGN_HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/v2/login", "/__mockery", "/x?y=/__mock/"})
  void elsewhere_foreignHostOfNoBrowser_isGood(String path) {
    RawResponse response = get(path, "evil.example", "User-Agent: curl/8.5\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  /** What Chromium sends when evil.example resolves to this machine: with a GET no Origin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example:8089\r\n",
        "Sec-Fetch-Site: same-origin\r\n",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0\r\n"
      })
  void elsewhere_reboundName_isRejected(String mark) {
    for (String path : new String[] {"/x", "/unowned/of-a-stub"}) {
      assertRejected(get(path, "evil.example:8089", mark), Problem.FOREIGN_HOST);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8089", "127.0.0.1", "192.0.2.1:8089", "[2001:db8::1]"})
  void elsewhere_ownNameOrAddressOfABrowser_isGood(String host) {
    RawResponse response = get("/x", host, "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n");

    assertThat(response.body()).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/unowned/of-a-stub"})
  void elsewhere_foreignOrigin_isRejected(String path) {
    RawResponse response = get(path, "localhost:8089", "Origin: http://other.example\r\n");

    assertOriginNotAllowed(response, "http://other.example");
  }

  @Test
  void elsewhere_foreignOriginWithBody_isRejectedAndNotServed() {
    RawResponse response =
        server
            .connect()
            .send("POST /x HTTP/1.1\r\nHost: localhost:8089\r\nOrigin: http://other.example\r\n")
            .send("Content-Length: 2\r\n\r\n{}")
            .response();

    assertOriginNotAllowed(response, "http://other.example");
    assertThat(server.backend().wasAsked()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"localhost:8089, https://localhost:8089", "mock.example, https://mock.example"})
  void elsewhere_ownOrigin_isGoodUnderAnOwnName(String host, String origin) {
    RawResponse response = get("/x", host, "Origin: " + origin + "\r\n");

    assertThat(response.body().equals("good")).isEqualTo(host.startsWith("localhost"));
  }

  private static RawResponse post(String type) {
    return server
        .connect()
        .send("POST /__mock/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
        .send(type + "Content-Length: 2\r\n\r\n{}")
        .response();
  }

  private static RawResponse get(String path, String host, String headers) {
    return server
        .connect()
        .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers)
        .send("Host: " + host + "\r\n\r\n")
        .response();
  }
}
