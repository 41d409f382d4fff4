package io.github.qxylogin.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.mock.LoginMock;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;
import retrofit2.Retrofit;

/**
 * ProGuard shrinks and obfuscates the client and a program that uses it, with only the rules in the
 * client's jar and to keep the program's main: what is left logs in.
 */
class ShrunkClientTest {
  private static final String RULES = "/META-INF/proguard/qixiangyun-login-client.pro";
  private static final String SMS_CODE = "314159";
  private static final long SECONDS = 60;

  @TempDir private static Path folder;
  private static Path java;
  private static Path rules;

  @BeforeAll
  static void readTheRules() throws Exception {
    java = classesOfJava(folder.resolve("java.jar"));
    rules = folder.resolve("rules.pro");
    try (InputStream jarRules = QixiangyunLogin.class.getResourceAsStream(RULES)) {
      Files.copy(jarRules, rules);
    }
  }

  /** Not each JDK has its classes in files that ProGuard can read. */
  private static Path classesOfJava(Path jar) throws Exception {
    Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    try (Stream<Path> files = Files.walk(module);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(0);
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        zip.putNextEntry(new ZipEntry(module.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return jar;
  }

  /** Returns what the client needs beside itself. */
  private static List<String> libraries() throws Exception {
    List<String> jars = new ArrayList<>();
    for (Class<?> type :
        List.of(
            JsonCreator.class,
            JsonParser.class,
            ObjectMapper.class,
            OkHttpClient.class,
            Buffer.class,
            Retrofit.class,
            kotlin.Unit.class,
            Logger.class)) {
      jars.add(place(type));
    }
    return jars;
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static Path shrunk(String... options) throws Exception {
    Path jar = folder.resolve("shrunk.jar");
    String program = ShrunkLogin.class.getName();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-injars '%s'(!META-INF/**)".formatted(place(QixiangyunLogin.class)));
    arguments.add(
        "-injars '%s'(%s.class)".formatted(place(ShrunkLogin.class), program.replace('.', '/')));
    arguments.add("-outjars '%s'".formatted(jar));
    arguments.add("-libraryjars '%s'".formatted(java));
    for (String library : libraries()) {
      arguments.add("-libraryjars '%s'(!META-INF/versions/**)".formatted(library));
    }
    arguments.add("-include '%s'".formatted(rules));
    arguments.add("-keep class %s { public static void main(...); }".formatted(program));
    Configuration configuration = new Configuration();
    try (ConfigurationParser parser =
        new ConfigurationParser(arguments.toArray(new String[0]), new Properties())) {
      parser.parse(configuration);
    }
    new ProGuard(configuration).execute();
    return jar;
  }

  /** Returns the output of a jar's program in its own JVM. */
  private static String run(Path jar) throws Exception {
    try (LoginMock mock = LoginMock.builder().smsCode(SMS_CODE).start()) {
      Path said = folder.resolve("said.txt");
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-classpath",
                  Stream.concat(Stream.of(jar.toString()), libraries().stream())
                      .collect(Collectors.joining(File.pathSeparator)),
                  ShrunkLogin.class.getName(),
                  mock.url(),
                  SMS_CODE)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        assertThat(program.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      } finally {
        program.destroyForcibly();
      }
      return Files.readString(said, StandardCharsets.UTF_8);
    }
  }

  private static void assertLogsIn(String said) {
    assertThat(said)
        .containsPattern(
            "qixiangyun-login/\\d\\S* LoggedIn read: true held: true raw: 2000 token: true cookie:"
                + " true");
  }

  @Test
  void program_shrunkByTheRulesInTheJar_logsIn() throws Exception {
    assertLogsIn(run(shrunk("-dontnote", "-dontoptimize")));
  }

  @Test
  void program_repackaged_logsIn() throws Exception {
    assertLogsIn(
        run(
            shrunk(
                "-dontnote",
                "-dontoptimize",
                "-allowaccessmodification",
                "-repackageclasses 'x'")));
  }

  @Test
  void program_optimizedToo_logsIn() throws Exception {
    assertLogsIn(run(shrunk("-dontnote")));
  }
}
