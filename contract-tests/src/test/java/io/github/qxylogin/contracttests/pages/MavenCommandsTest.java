package io.github.qxylogin.contracttests.pages;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each command of Maven on the pages, and what they name of the build, to the poms. */
class MavenCommandsTest {
  private static final Pattern COMMAND = Pattern.compile("\\.\\.?/mvnw( [^&|]*)");
  private static final Pattern PROFILE =
      Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)*<id>([^<]+)</id>", DOTALL);
  private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", DOTALL);
  private static final Pattern COORDINATES = Pattern.compile("io\\.github\\.qxylogin:([\\w-]+)");
  private static final Pattern JAR =
      Pattern.compile("([\\w-]+(?:/[\\w-]+)*)(/target/[\\w-]+\\.jar)");

  private static final Set<String> PHASES =
      Set.of("clean", "compile", "test-compile", "test", "package", "verify", "install");

  /** What plugins of Maven's own read. */
  private static final Set<String> SWITCHES =
      Set.of("skipTests", "skipITs", "test", "groups", "surefire.failIfNoSpecifiedTests");

  private static final List<String> POMS = Page.files("pom.xml").stream().map(Page::read).toList();
  private static final String POM = Page.read(Page.ROOT.resolve("pom.xml"));
  private static final Set<String> ARTIFACTS =
      POMS.stream()
          .map(pom -> found(ARTIFACT, PARENT.matcher(pom).replaceAll("")).get(0))
          .collect(Collectors.toSet());

  static List<Arguments> commands() {
    return Page.all().stream()
        .flatMap(page -> page.code().stream().flatMap(code -> found(COMMAND, code).stream()))
        .map(String::strip)
        .distinct()
        .map(command -> arguments(command))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_namesWhatTheBuildHas(String command) {
    assertThat(unknown(command)).isEmpty();
  }

  @Test
  void unknown_whatNoPomHas_isReported() {
    assertThat(
            unknown(
                "-Pmutations,leis -pl client,clients -am -DskipTests -Dskip.it verfy spotless:apply"
                    + " spotles:apply"))
        .containsExactly("leis", "clients", "skip.it", "verfy", "spotles:apply");
  }

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void dependency_isOneOfTheReactor(Page page) {
    for (String dependency :
        page.blocks("xml").stream().flatMap(MavenCommandsTest::each).toList()) {
      assertThat(dependency).contains("<groupId>" + first("groupId", POM) + "</groupId>");
      assertThat(ARTIFACTS).contains(first("artifactId", dependency));
      assertThat(first("version", dependency)).isEqualTo(first("version", POM));
    }
    assertThat(ARTIFACTS).containsAll(found(COORDINATES, page.text()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void jar_ofAModule_isNamedAsItsPomSays(Page page) {
    JAR.matcher(page.text())
        .results()
        .forEach(
            jar ->
                assertThat(Page.ROOT.resolve(jar.group(1)).resolve("pom.xml"))
                    .content()
                    .contains(jar.group(2).replace("/target", "${project.build.directory}")));
  }

  private static Stream<String> each(String block) {
    return found(DEPENDENCY, block).stream();
  }

  private static String first(String element, String xml) {
    return found(Pattern.compile("<" + element + ">([^<]+)<"), xml).get(0);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> unknown(String command) {
    List<String> words = List.of(command.replace("-pl ", "-pl=").split("\\s+"));
    return words.stream().flatMap(word -> unknown(word, words)).toList();
  }

  private static Stream<String> unknown(String word, List<String> command) {
    if (word.startsWith("-P")) {
      return names(word.substring(2))
          .filter(id -> POMS.stream().noneMatch(p -> found(PROFILE, p).contains(id)));
    }
    if (word.startsWith("-pl=")) {
      return names(word.substring(4))
          .filter(module -> !Files.exists(Page.ROOT.resolve(module).resolve("pom.xml")));
    }
    if (word.startsWith("-D")) {
      return Stream.of(word.substring(2).split("=", 2)[0])
          .filter(name -> command.stream().noneMatch(MavenCommandsTest::isAPluginsOwn))
          .filter(name -> !SWITCHES.contains(name) && POMS.stream().noneMatch(p -> has(p, name)));
    }
    return Stream.of(word)
        .filter(
            w ->
                !Set.of("-am", "-N").contains(w)
                    && !PHASES.contains(w)
                    && !isAPluginsOwn(w)
                    && !isGoal(w));
  }

  private static Stream<String> names(String list) {
    return Stream.of(list.split(","));
  }

  private static boolean has(String pom, String property) {
    return pom.contains("<" + property + ">") || pom.contains("${" + property + "}");
  }

  /** A goal by the coordinates of its plugin, which no pom names; nor what it reads. */
  private static boolean isAPluginsOwn(String goal) {
    return goal.matches("[\\w.-]+:[\\w-]+-maven-plugin:[\\d.]+:[\\w-]+");
  }

  private static boolean isGoal(String word) {
    String prefix = word.split(":", 2)[0];
    return word.contains(":")
        && Stream.of(prefix + "-maven-plugin", "maven-" + prefix + "-plugin")
            .anyMatch(plugin -> POM.contains("<artifactId>" + plugin + "</artifactId>"));
  }
}
