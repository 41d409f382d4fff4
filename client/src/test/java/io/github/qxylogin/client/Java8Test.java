package io.github.qxylogin.client;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users may have Java 8, although the client is built and tested with a later version. */
class Java8Test {
  private static final Path CLASSES = Path.of("target/classes");
  private static final int JAVA_8 = 52;

  /** The README's login, its errors, and a fake of a service. */
  private static final String CONSUMER =
      """
      import io.github.qxylogin.client.QixiangyunLogin;
      import io.github.qxylogin.client.errors.*;
      import io.github.qxylogin.client.model.*;
      import io.github.qxylogin.client.services.*;
      import io.github.qxylogin.client.services.MultiAccountService.*;
      import io.github.qxylogin.client.spi.*;
      import io.github.qxylogin.client.types.*;
      import java.time.Duration;
      import java.util.concurrent.CompletableFuture;

      class Consumer {
        LoggedIn logIn(char[] typed) {
          try (QixiangyunLogin login =
                  QixiangyunLogin.builder().credentials("key", "secret").build();
              Password password = Password.of(typed)) {
            SendSmsCodeRequest request =
                SendSmsCodeRequest.builder().nsrsbh("9").areaCode(AreaCode.SICHUAN).gryhm("1").gryhmm(password)
                    .sflx(IdentityType.of("BSY")).sjhm("1").build();
            LoggedIn session =
                login.multiAccount().sendSmsCode(request).execute()
                    .match(
                        smsSent -> smsSent.uploadSmsCode("123456").execute(),
                        loggedIn -> loggedIn);
            CompletableFuture<CheckSessionOutcome> later = session.checkSession().executeAsync();
            return later.join().isSessionHeld() ? session : session.bindTo(login);
          } catch (SmsTooFrequentException tooFrequent) {
            throw new IllegalStateException(
                "in " + tooFrequent.retryAfter().orElse(Duration.ZERO), tooFrequent);
          } catch (LoginInformationException wrong) {
            boolean locked = wrong.code().filter(Codes.ACCOUNT_LOCKED::equals).isPresent();
            throw locked ? new IllegalStateException("locked", wrong) : wrong;
          } catch (QixiangyunException failed) {
            throw failed.mayHaveActed() ? new IllegalStateException(failed) : failed;
          }
        }

        CallObserver observer() {
          return operation -> report -> System.out.println(report.attempts() + "" + report.family());
        }

        AccessToken stored(AccessToken token) {
          return AccessToken.decode(token.encode());
        }

        QixiangyunCall<LoggedIn> faked(AccountId account, TaskId task) {
          SmsSent sent = SmsSent.builder().taskId(task).build();
          String text = account.value() + sent.taskId().value();
          return QixiangyunCall.failing(SmsTooFrequentException.of("sendSmsCode", "8001", text));
        }
      }
      """;

  private static int version(Path file) {
    try (DataInputStream header = new DataInputStream(Files.newInputStream(file))) {
      header.readInt();
      header.readUnsignedShort();
      return header.readUnsignedShort();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void classes_all_areReadByJava8() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();

      assertThat(classes).isNotEmpty().filteredOn(file -> version(file) > JAVA_8).isEmpty();
    }
  }

  /** With the jars that a user gets, and so without the annotations of the code. */
  @Test
  void consumer_onJava8_compiles(@TempDir Path directory) {
    StringWriter said = new StringWriter();
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                null,
                List.of(
                    "--release", "8", "-proc:none", "-d", directory.toString(), "-cp", classPath()),
                null,
                List.of(new Source()));

    assertThat(task.call()).as(said.toString()).isTrue();
  }

  private static String classPath() {
    List<String> jars =
        List.of("jackson-", "okhttp-", "okio-jvm", "retrofit-", "kotlin-stdlib", "slf4j-api");
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    jars.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
            .collect(joining(File.pathSeparator));
    return CLASSES + File.pathSeparator + path;
  }

  private static final class Source extends SimpleJavaFileObject {
    Source() {
      super(URI.create("string:///Consumer.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return CONSUMER;
    }
  }
}
