package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The applications in {@code it} have no parent here, and so copies of its versions. */
class BootVersionsTest {
  private static final Path PARENT = Path.of("../..");
  private static final Path APPLICATIONS = Path.of("it");

  private static String pom(Path folder) throws IOException {
    return Files.readString(folder.resolve("pom.xml"));
  }

  private static String version(String artifact, Path folder) throws IOException {
    return first("<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)</version>", folder);
  }

  private static String first(String pattern, Path folder) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(pom(folder));
    assertThat(found.find()).as("%s in %s", pattern, folder).isTrue();
    return found.group(1);
  }

  @Test
  void pom_ownVersion_isTheParents() throws IOException {
    assertThat(first("<qixiangyun.version>(.*?)<", APPLICATIONS))
        .isEqualTo(version("qixiangyun-login", PARENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maven-resources-plugin",
        "maven-compiler-plugin",
        "maven-jar-plugin",
        "maven-surefire-plugin",
        "spotless-maven-plugin"
      })
  void pom_plugin_isOfTheParentsVersion(String plugin) throws IOException {
    assertThat(version(plugin, APPLICATIONS)).isEqualTo(version(plugin, PARENT));
  }

  @ParameterizedTest
  @CsvSource({
    "., spring-boot",
    "boot4-starter-first, spring-boot-health",
    "boot4-starter-last, spring-boot-health",
    "boot4-okhttp5, spring-boot-health",
    "boot4-mock, spring-boot-health"
  })
  void pom_boot_isWhatTheStarterIsCompiledAgainst(String module, String property)
      throws IOException {
    assertThat(first("<boot\\.version>(.*?)<", APPLICATIONS.resolve(module)))
        .isEqualTo(first("<" + property + "\\.version>(.*?)<", PARENT));
  }
}
