package io.github.qxylogin.mock.redis;

import static io.github.qxylogin.mock.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two jars that users have, in one folder, and nothing else. */
class ExecutableIT {
  private static final String SERVER = "qixiangyun-login-mock-server.jar";
  private static final String STATE = "qixiangyun-login-mock-state-redis.jar";

  @TempDir Path folder;

  @Test
  void jars_besideEachOther_keepTheirStateInRedis() throws Exception {
    Files.copy(Path.of("../target").resolve(SERVER), folder.resolve(SERVER));
    Files.copy(Path.of("target").resolve(STATE), folder.resolve(STATE));
    try (RealRedis redis = RealRedis.start()) {
      Process server =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-jar",
                  folder.resolve(SERVER).toString(),
                  "--port",
                  "0",
                  "--state",
                  redis.address("?timeout=20s").toString())
              .redirectError(folder.resolve("errors").toFile())
              .start();
      try {
        String line = server.inputReader(UTF_8).readLine();
        assertThat(line).as(Files.readString(folder.resolve("errors"))).startsWith("listening on ");

        assertThat(get(line.substring("listening on ".length()) + "/__mock/health"))
            .contains("\"state\":", "\"reachable\":true");
        // The line for people comes after the one for scripts.
        await(() -> contentOf(folder.resolve("errors").toFile()).endsWith(System.lineSeparator()));
        assertThat(Files.readString(folder.resolve("errors")))
            .contains(line.substring("listening on ".length()) + "/docs")
            .hasLineCount(1);
      } finally {
        server.destroyForcibly().waitFor();
      }
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
