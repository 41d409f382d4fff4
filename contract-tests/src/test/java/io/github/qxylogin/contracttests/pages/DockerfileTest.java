package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what the Dockerfile takes out of the build to the poms. */
class DockerfileTest {
  private static final String MODULES = "-pl (\\S+)";
  private static final Pattern JAR = Pattern.compile("/src/(\\S+)/target/(\\S+)");
  private static final Pattern OURS =
      Pattern.compile(
          "<dependency>\\s*<groupId>io\\.github\\.qxylogin</groupId>\\s*"
              + "<artifactId>([^<]+)</artifactId>");
  private static final Pattern ARTIFACT =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern CLASS_PATH = Pattern.compile("<Class-Path>([^<]+)</Class-Path>");

  /** Returns the copies out of the build stage: source and target. */
  static List<String> copies() {
    return Dockerfile.each("COPY --from=build");
  }

  @ParameterizedTest
  @MethodSource("copies")
  void copiedJar_isBuiltUnderThatNameByAModuleThatIsBuilt(String copy) {
    MatchResult jar = jar(copy);

    assertThat(modules()).contains(jar.group(1));
    assertThat(pom(jar.group(1)))
        .contains("<outputFile>${project.build.directory}/" + jar.group(2) + "</outputFile>");
  }

  @Test
  void copiedJars_holdWhatTheManifestNamesBesideTheServers() {
    String beside = found(CLASS_PATH, pom("mock-server")).get(0);

    assertThat(
            copies().stream().filter(copy -> copy.endsWith(" .")).map(copy -> jar(copy).group(2)))
        .containsExactly(beside);
  }

  @Test
  void jarThatIsStarted_isOneOfTheCopied() {
    List<String> started = Dockerfile.found("(?:-cp |\"-jar\", \")([\\w.-]+\\.jar)");

    assertThat(started)
        .hasSize(2)
        .allMatch(jar -> copies().stream().anyMatch(copy -> copy.endsWith(" " + jar)));
  }

  @Test
  void modules_areAllThatTheirPomsAskFor() {
    Set<String> built =
        modules().stream()
            .map(module -> found(ARTIFACT, pom(module)).get(0))
            .collect(Collectors.toSet());

    assertThat(modules().stream().flatMap(module -> found(OURS, pom(module)).stream()))
        .isNotEmpty()
        .isSubsetOf(built);
  }

  private static List<String> modules() {
    return List.of(Dockerfile.found(MODULES).get(0).split(","));
  }

  private static MatchResult jar(String copy) {
    return JAR.matcher(copy).results().findFirst().orElseThrow();
  }

  private static String pom(String module) {
    return Page.read(Page.ROOT.resolve(module).resolve("pom.xml"));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
