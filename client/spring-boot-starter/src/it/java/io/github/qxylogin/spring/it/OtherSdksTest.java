package io.github.qxylogin.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpHeaders;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kotlin.KotlinVersion;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other SDKs of the application use the OkHttp that it has with the starter. */
class OtherSdksTest {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> userAgents = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Wechatpay-Serial", "none");
          exchange.sendResponseHeaders(200, head ? -1 : body.length);
          if (!head) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void classPath_starter_standsAsThePomSays() {
    String classPath = System.getProperty("surefire.test.class.path");
    boolean first =
        classPath.indexOf(File.separator + "spring-boot-starter" + File.separator + "target")
            < classPath.indexOf("wechatpay-java");

    assertThat(first ? "first" : "last").isEqualTo(System.getProperty("starter.place"));
  }

  @Test
  void classPath_okHttp_isThereOnce() throws Exception {
    List<?> copies =
        Collections.list(
            OkHttpClient.class.getClassLoader().getResources("okhttp3/OkHttpClient.class"));

    assertThat(copies).hasSize(1);
  }

  @Test
  void classPath_okHttp_isOfTheVersionThatTheBootSets() {
    assertThat(OkHttp.VERSION).isEqualTo(System.getProperty("okhttp.wanted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  @EnabledIfSystemProperty(named = "boot.wanted", matches = "2\\.7\\..*")
  void guide_oldestVersions_areThoseOfBoot27(String guide) throws Exception {
    assertThat(Files.readString(Path.of("../../..", guide)))
        .contains(
            "OkHttp `" + OkHttp.VERSION + "`",
            "Jackson `" + PackageVersion.VERSION + "`",
            "Kotlin `" + KotlinVersion.CURRENT + "`");
  }

  @Test
  void login_userAgent_namesTheOkHttpThatRuns() {
    try (QixiangyunLogin login =
        QixiangyunLogin.builder().baseUrl(url()).credentials("app", "s3cr3t").build()) {
      assertThatThrownBy(() -> login.config().checkSelfHeldLogin().execute())
          .isInstanceOf(QixiangyunException.class);
    }

    assertThat(userAgents).isNotEmpty();
    assertThat(userAgents).allMatch(agent -> agent.contains(" okhttp/" + OkHttp.VERSION + " "));
  }

  @Test
  void wechatPay_call_arrives() {
    new DefaultHttpClientBuilder()
        .credential(new Nobody())
        .validator(new AnyResponse())
        .build()
        .get(new HttpHeaders(), url() + "/v3/pay", Object.class);

    assertThat(calls).containsExactly("GET /v3/pay");
  }

  /** Signs nothing. */
  private static final class Nobody implements Credential {
    @Override
    public String getSchema() {
      return "NONE";
    }

    @Override
    public String getMerchantId() {
      return "0";
    }

    @Override
    public String getAuthorization(URI uri, String method, String body) {
      return "NONE";
    }
  }

  private static final class AnyResponse implements Validator {
    @Override
    public boolean validate(HttpHeaders headers, String body) {
      return true;
    }

    @Override
    public String getSerialNumber() {
      return "none";
    }
  }

  @Test
  void minio_call_arrives() throws Exception {
    MinioClient minio =
        MinioClient.builder()
            .endpoint(url())
            .credentials("access", "secret")
            .region("us-east-1")
            .build();

    assertThat(minio.bucketExists(BucketExistsArgs.builder().bucket("invoices").build())).isTrue();

    assertThat(calls).containsExactly("HEAD /invoices");
  }
}
