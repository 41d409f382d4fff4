package io.github.qxylogin.kotlin;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.mock.LoginMock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import kotlin.KotlinVersion;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user of the client may write Kotlin, with the oldest compiler that the guide names. */
@DisabledForJreRange(minVersion = 25, disabledReason = "Kotlin 1.8 cannot read such a version")
class KotlinConsumerTest {
  private static final Path CONSUMER = Path.of("src/test/kotlin/Consumer.kt");
  private static final String NSRSBH = "91110000TESTTEST02";

  /** As in the guide: Retrofit needs a later Kotlin. */
  private static final String FLAG = "-Xskip-metadata-version-check";

  @TempDir Path folder;

  /** Returns OK or what failed, and what the compiler said. */
  private String compile(Path source, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect"));
    arguments.addAll(List.of(flags));
    arguments.addAll(List.of("-cp", classPath(), "-d", "" + folder, "" + source));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    var code =
        new K2JVMCompiler()
            .exec(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments.toArray(new String[0]));
    return code + "\n" + said.toString(StandardCharsets.UTF_8);
  }

  private String compileText(String text) throws IOException {
    Path source = Files.writeString(folder.resolve("Source.kt"), text);
    return compile(source, FLAG, "-Xjspecify-annotations=strict");
  }

  /** The jars that a user gets, and so without the annotations of the code. */
  private static String classPath() {
    List<String> jars =
        List.of("jackson-", "okhttp-", "okio-jvm", "retrofit-", "kotlin-stdlib", "slf4j-api");
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    jars.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
            .collect(joining(File.pathSeparator));
    String client =
        QixiangyunLogin.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return client + File.pathSeparator + path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"../GUIDE.md", "../GUIDE.zh-CN.md"})
  void guide_oldestCompiler_isThatOfThisTest(String guide) throws IOException {
    assertThat(Files.readString(Path.of(guide)))
        .contains("`" + KotlinVersion.CURRENT + "`")
        .contains("`" + FLAG + "`");
  }

  @Test
  @SuppressWarnings("unchecked")
  void consumer_oldestCompiler_logsIn() throws Exception {
    assertThat(compile(CONSUMER, FLAG, "-Werror")).isEqualTo("OK\n");

    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        LoginMock mock = LoginMock.builder().credentials("app", "s3cr3t").start()) {
      Supplier<String> telephone = () -> mock.smsCode(NSRSBH);
      var consumer =
          (BiFunction<String, Supplier<String>, Boolean>)
              classes.loadClass("Consumer").getConstructor().newInstance();

      assertThat(consumer.apply(mock.url(), telephone)).isTrue();
      mock.verify().operation("uploadSmsCode").called(1);
    }
  }

  /** Else the guide asks for a flag that nobody needs. */
  @Test
  void consumer_withoutTheFlag_isRejected() {
    assertThat(compile(CONSUMER))
        .startsWith("COMPILATION_ERROR")
        .contains("retrofit.kotlin_module");
  }

  @Test
  void nonNullParameter_givenNull_isRejected() throws IOException {
    assertThat(compileText("val task = io.github.qxylogin.client.types.TaskId(null)"))
        .startsWith("COMPILATION_ERROR")
        .contains("null can not be a value of a non-null type String");
  }
}
