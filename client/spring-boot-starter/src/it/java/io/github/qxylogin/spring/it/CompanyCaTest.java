package io.github.qxylogin.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.client.errors.QixiangyunException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Trusts a company's CA by an SSL bundle, which replaces the JVM's trust for this client: the
 * README links to this sample. Boot has SSL bundles from 3.1 on.
 */
class CompanyCaTest {
  private static final String PASSWORD = "no secret";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class PlainApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class TrustingApplication {
    @Bean
    OkHttpClient qixiangyunLoginOkHttpClient(SslBundles bundles) {
      SslBundle company = bundles.getBundle("company");
      X509TrustManager trust = (X509TrustManager) company.getManagers().getTrustManagers()[0];
      return new OkHttpClient.Builder()
          .sslSocketFactory(company.createSslContext().getSocketFactory(), trust)
          .build();
    }
  }

  @TempDir private Path folder;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "SAN=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", certificate().toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(429, -1));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path certificate() {
    return folder.resolve("company-ca.pem");
  }

  private Path keys() {
    return folder.resolve("key.p12");
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-keystore", keys().toString(), "-storepass", PASSWORD));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private SSLContext tls() throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(
        KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** Returns the failure of a call to a server that returns HTTP 429 to each request. */
  private QixiangyunException failureOf(Class<?> application) {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            application,
            "--qixiangyun.login.base-url=https://127.0.0.1:" + server.getAddress().getPort(),
            "--qixiangyun.login.app-key=app",
            "--qixiangyun.login.app-secret=s3cr3t",
            "--spring.ssl.bundle.pem.company.truststore.certificate=file:" + certificate())) {
      return catchThrowableOfType(
          () -> context.getBean(QixiangyunLogin.class).config().checkSelfHeldLogin().execute(),
          QixiangyunException.class);
    }
  }

  @Test
  void call_companyCaInABundle_getsAResponse() {
    assertThat(failureOf(TrustingApplication.class).httpStatus()).hasValue(429);
  }

  @Test
  void call_companyCaIsNotTrusted_getsNoResponse() {
    assertThat(failureOf(PlainApplication.class)).hasMessageContaining("TLS fails permanently");
  }
}
