package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a login in a process with the oldest jars that the client supports. Its Java is that of
 * {@code JAVA_HOME_8_X64}, which GitHub's runners set, else the one that builds.
 */
@Slow
class OldestVersionsTest {
  private static final String PROGRAM =
      """
      import com.fasterxml.jackson.databind.cfg.PackageVersion;
      import io.github.qxylogin.client.QixiangyunLogin;
      import io.github.qxylogin.client.errors.*;
      import io.github.qxylogin.client.model.*;
      import io.github.qxylogin.client.services.MultiAccountService.*;
      import io.github.qxylogin.client.types.*;

      public class Program {
        public static void main(String[] args) {
          try (QixiangyunLogin login =
                  QixiangyunLogin.builder().baseUrl(args[0]).credentials("key", "secret").build();
              Password password = Password.of("no real one".toCharArray())) {
            SendSmsCodeRequest request =
                SendSmsCodeRequest.builder().nsrsbh("9").areaCode(AreaCode.SICHUAN).gryhm("1").gryhmm(password)
                    .sflx(IdentityType.of("BSY")).sjhm("1").build();
            SmsSent sent = login.multiAccount().sendSmsCode(request).execute().smsSent().get();
            LoggedIn session = sent.uploadSmsCode("123456").execute();
            boolean held = session.checkSession().executeAsync().join().isSessionHeld();
            try {
              login.multiAccount().sendSmsCode(request).execute();
            } catch (ApiConnectionException failed) {
              System.out.println(
                  PackageVersion.VERSION + " " + okhttp3.OkHttp.VERSION + " " + held + " "
                      + failed.mayHaveActed());
            }
          }
        }
      }
      """;

  private static String java() {
    String own = System.getProperty("java.home");
    return Path.of(System.getenv().getOrDefault("JAVA_HOME_8_X64", own), "bin", "java").toString();
  }

  private static String classPath(Path compiled) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/oldest-jars"))) {
      return Stream.concat(Stream.of(compiled, Path.of("target/classes")), jars)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static void compile(Path directory, String classPath) throws IOException {
    Path source = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    StringWriter said = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("--release", "8", "-proc:none", "-d", directory.toString(), "-cp", classPath);
    var sources =
        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source.toFile());
    assertThat(compiler.getTask(said, null, null, options, null, sources).call())
        .as(said.toString())
        .isTrue();
  }

  @Test
  @Timeout(180)
  void login_oldestVersions_succeedsAndRetriesOnlyTheQuery(@TempDir Path directory)
      throws Exception {
    MockResponse broken = new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    String held = FakePlatform.documented("checkSession", "valid").toString();
    String sent = FakePlatform.documented("sendSmsCode", "sms-sent").toString();
    String classPath = classPath(directory);
    compile(directory, classPath);
    try (FakePlatform platform = new FakePlatform()) {
      platform.respond("sendSmsCode", FakePlatform.json(sent), broken);
      platform.respond("checkSession", broken, FakePlatform.json(held));
      Path output = directory.resolve("output.txt");
      Process program =
          new ProcessBuilder(java(), "-cp", classPath, "Program", platform.address())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();

      assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();

      assertThat(Files.readString(output)).endsWith("2.13.5 4.9.3 true true\n");
      assertThat(
              Stream.of("sendSmsCode", "uploadSmsCode", "checkSession")
                  .collect(Collectors.toMap(id -> id, id -> platform.requests(id).size())))
          .isEqualTo(Map.of("sendSmsCode", 2, "uploadSmsCode", 1, "checkSession", 2));
    }
  }
}
