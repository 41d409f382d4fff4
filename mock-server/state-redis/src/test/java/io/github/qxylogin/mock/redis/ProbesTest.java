package io.github.qxylogin.mock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The responses to the probes of the Kubernetes example. */
class ProbesTest {
  private static final Path EXAMPLE = Path.of("../examples/kubernetes.yaml");
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void livenessProbe_whenTheReadinessProbeFailsForWantOfAStore_stillSucceeds() throws Exception {
    try (RealRedis redis = RealRedis.start();
        LoginMock mock = LoginMock.builder().state(redis.address("")).start()) {
      assertThat(status(mock, "readinessProbe")).isEqualTo(200);

      redis.kill();
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (status(mock, "readinessProbe") == 200 && System.nanoTime() < end) {
        LockSupport.parkNanos(10_000_000);
      }

      assertThat(status(mock, "readinessProbe")).isEqualTo(503);
      assertThat(status(mock, "livenessProbe")).isEqualTo(200);
    }
  }

  private static int status(LoginMock mock, String probe) throws IOException, InterruptedException {
    Matcher path =
        Pattern.compile(probe + ":\\s+httpGet: \\{path: ([^,]+),")
            .matcher(Files.readString(EXAMPLE));
    assertThat(path.find()).isTrue();
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(mock.url() + path.group(1))).build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
