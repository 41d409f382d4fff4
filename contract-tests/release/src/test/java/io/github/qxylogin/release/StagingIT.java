package io.github.qxylogin.release;

import static java.util.regex.Pattern.MULTILINE;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Runs the workflow's publishing command on a copy of the sources, without key, account and upload.
 * Maven Central rejects a whole bundle because of one module that lacks sources or Javadoc.
 */
@EnabledOnOs(OS.LINUX)
class StagingIT {
  private static final File ROOT = new File("../..");
  private static final Path COPY = Path.of(System.getProperty("dist")).resolveSibling("staging");
  private static final String VERSION = System.getProperty("version").replace("-SNAPSHOT", "");
  private static final Pattern COMMAND = Pattern.compile("run: (\\./mvnw .* deploy)$", MULTILINE);

  private static final List<String> LIBRARIES =
      List.of(
          "client",
          "contract-tests",
          "mock-mcp",
          "mock-server",
          "mock-state-redis",
          "openapi",
          "spring-boot-starter",
          "spring-boot-test",
          "token-store-redis");

  @Test
  void deploy_stagesEachLibraryWithSourcesAndJavadocAndNothingElse() throws Exception {
    run(ROOT, "rm -rf '%1$s' && mkdir -p '%1$s'".formatted(COPY));
    run(ROOT, "tar --exclude=target --exclude=.git -cf - . | tar -C '%s' -xf -".formatted(COPY));
    run(COPY.toFile(), "find . -name pom.xml -exec sed -i 's/-SNAPSHOT//' {} +");

    run(COPY.toFile(), publishing() + " -Dmaven.install.skip -DskipUpload -Dgpg.skip");

    assertThat(bundled()).isEqualTo(published());
  }

  private static TreeSet<String> published() {
    Stream<String> poms = Stream.of("qixiangyun-login.pom");
    Stream<String> libraries =
        LIBRARIES.stream()
            .map("qixiangyun-login-"::concat)
            .flatMap(
                library ->
                    Stream.of(".pom", ".jar", "-sources.jar", "-javadoc.jar").map(library::concat));
    return Stream.concat(poms, libraries).collect(toCollection(TreeSet::new));
  }

  private static TreeSet<String> bundled() throws IOException {
    Path bundle = COPY.resolve("target/central-publishing/central-bundle.zip");
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      return zip.stream()
          .map(entry -> Path.of(entry.getName()).getFileName().toString())
          .filter(name -> name.matches(".*\\.(jar|pom|asc)"))
          .map(name -> name.replace("-" + VERSION, ""))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static String publishing() throws IOException {
    Path workflow = ROOT.toPath().resolve(".github/workflows/release.yml");
    Matcher command = COMMAND.matcher(Files.readString(workflow));
    assertThat(command.find()).isTrue();
    return command.group(1);
  }

  private static void run(File folder, String command) throws Exception {
    Path log = COPY.resolveSibling("staging.log");
    int exit =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(exit).as("exit code of %s; see %s", command, log).isZero();
  }
}
