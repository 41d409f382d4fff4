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

/** The applications in {@code it-boot…} have another parent, and so copies of its versions. */
class BootVersionsTest {
  private static final Path PARENT = Path.of("../..");

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

  @ParameterizedTest
  @ValueSource(strings = {"it-boot27", "it-boot3", "it-boot4"})
  void pom_ownVersions_areTheParents(String module) throws IOException {
    Path folder = Path.of(module);
    String own = version("qixiangyun-login", PARENT);

    assertThat(version("qixiangyun-login-" + module, folder)).isEqualTo(own);
    assertThat(first("<qixiangyun.version>(.*?)<", folder)).isEqualTo(own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it-boot27", "it-boot3", "it-boot4"})
  void pom_spotless_isTheParents(String module) throws IOException {
    assertThat(version("spotless-maven-plugin", Path.of(module)))
        .isEqualTo(version("spotless-maven-plugin", PARENT));
  }

  @ParameterizedTest
  @CsvSource({"it-boot27, spring-boot", "it-boot4, spring-boot-health"})
  void pom_boot_isWhatTheStarterIsCompiledAgainst(String module, String property)
      throws IOException {
    assertThat(version("spring-boot-starter-parent", Path.of(module)))
        .isEqualTo(first("<" + property + "\\.version>(.*?)<", PARENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"it-boot27", "it-boot3", "it-boot4"})
  void pom_description_saysTheBootOfItsParent(String module) throws IOException {
    Path folder = Path.of(module);

    assertThat(first("on Spring Boot ([^<]*)</description>", folder))
        .isEqualTo(version("spring-boot-starter-parent", folder));
  }

  @Test
  void readme_boot27_tellsTheVersionsThatItSets() throws IOException {
    Path folder = Path.of("it-boot27");

    assertThat(Files.readString(Path.of("README.md")))
        .contains("`kotlin.version` to `" + first("<kotlin.version>(.*?)<", folder) + "`")
        .contains(
            "`jackson-bom.version` to `" + first("<jackson-bom.version>(.*?)<", folder) + "`");
  }
}
