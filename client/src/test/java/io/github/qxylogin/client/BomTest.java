package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM knows every module that has a jar. */
class BomTest {
  private static List<String> all(String element, String text) {
    return Pattern.compile("<%s>(.*?)</%1$s>".formatted(element))
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String pom(String module) throws IOException {
    return Files.readString(Path.of("..", module, "pom.xml"));
  }

  @Test
  void bom_everyModuleWithAJar_isManaged() throws IOException {
    String bom = pom("client/bom");
    // The first list: profiles add modules, and parts of the build are deployed to nobody.
    List<String> modules = all("module", pom(".").replaceAll("(?s)</modules>.*", ""));
    assertThat(modules).contains("client", "client/bom");

    for (String module : modules) {
      String pom = pom(module);
      boolean given = !pom.contains("<maven.deploy.skip>true</maven.deploy.skip>");
      if (given && !pom.contains("<packaging>pom</packaging>")) {
        // The first is the parent's.
        assertThat(all("artifactId", bom)).contains(all("artifactId", pom).get(1));
      }
    }
  }

  @Test
  void bom_okHttp_isManagedToTheVersionOfTheClient() throws IOException {
    assertThat(pom("client/bom"))
        .containsPattern(
            "<artifactId>okhttp-bom</artifactId>\\s*<version>\\$\\{okhttp\\.version}</version>");
  }
}
