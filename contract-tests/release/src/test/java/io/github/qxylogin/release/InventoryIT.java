package io.github.qxylogin.release;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the lists of third-party parts of a release with its executable jars. */
class InventoryIT {
  private static final Path DIST = Path.of(System.getProperty("dist"));
  private static final String VERSION = System.getProperty("version");
  private static final String OURS = "io/github/qxylogin/";
  private static final List<String> MODULES =
      List.of(
          "openapi",
          "client",
          "mock-server",
          "mock-server/state-redis",
          "mock-server/mcp",
          "contract-tests");

  /** What the modules' builds make themselves. */
  private static final Pattern MADE =
      Pattern.compile(
          OURS
              + "(contract/[^/]*|mock/mcp/control\\.yaml|.*/version\\.txt|.*\\.class)"
              + "|META-INF/.*/?qixiangyun-login-(client|mock-server).*"
              + "|META-INF/sbom/");

  /** A line of THIRD-PARTY.txt: (licence) name (group:artifact:version - address). */
  private static final Pattern LISTED = Pattern.compile("\\(([^():]+):([^():]+):([^() ]+) - ");

  private static final Pattern ROOT = Pattern.compile("(?:[^/]+/){1,3}");

  private static String thirdParty;

  /** What the listed libraries hold: by name, by the first packages of it, and by content. */
  private static final Set<String> NAMES = new HashSet<>();

  private static final Set<String> ROOTS = new HashSet<>();
  private static final Set<Content> CONTENTS = new HashSet<>();

  private record Content(long crc, long size) {
    static Content of(ZipEntry entry) {
      return new Content(entry.getCrc(), entry.getSize());
    }
  }

  @BeforeAll
  static void readListed() throws IOException {
    thirdParty = Files.readString(DIST.resolve("THIRD-PARTY.txt"));
    String classPath = System.getProperty("java.class.path");
    for (Path jar : Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of).toList()) {
      if (isListed(jar)) {
        for (ZipEntry entry : entries(jar)) {
          NAMES.add(name(entry));
          ROOTS.add(root(name(entry)));
          CONTENTS.add(Content.of(entry));
        }
      }
    }
  }

  /** By its place in the repository. wiremock-standalone would speak for all that it has shaded. */
  private static boolean isListed(Path jar) {
    if (!Files.isRegularFile(jar) || jar.toString().contains("wiremock-standalone")) {
      return false;
    }
    Path version = jar.getParent();
    return thirdParty.contains(
        ":%s:%s - ".formatted(version.getParent().getFileName(), version.getFileName()));
  }

  private static List<ZipEntry> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .filter(Predicate.not(ZipEntry::isDirectory))
          .<ZipEntry>map(entry -> entry)
          .toList();
    }
  }

  /** Of a class for a later Java as of any, and of what WireMock has shaded as it was before. */
  private static String name(ZipEntry entry) {
    return entry
        .getName()
        .replaceFirst("^META-INF/versions/\\d+/", "")
        .replaceFirst("^wiremock/(?=[a-z]+/)", "");
  }

  /** The first three packages: those below are others in other versions. Of no package, itself. */
  private static String root(String name) {
    Matcher root = ROOT.matcher(name);
    return root.lookingAt() ? root.group() : name;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mock-server", "mock-state-redis", "mock-mcp", "contract-tests"})
  void executableJar_eachFile_isOursOrOfAListedLibrary(String module) throws IOException {
    Path jar = DIST.resolve("qixiangyun-login-" + module + "-" + VERSION + "-executable.jar");

    assertThat(entries(jar).stream().filter(Predicate.not(InventoryIT::isKnown)))
        .as(
            "files that no library of THIRD-PARTY.txt has; list theirs in contract-tests/release/pom.xml")
        .isEmpty();
  }

  private static boolean isKnown(ZipEntry entry) {
    String name = name(entry);
    if (CONTENTS.contains(Content.of(entry)) || MADE.matcher(name).matches() || isSource(name)) {
      return true;
    }
    return !name.startsWith(OURS) && (NAMES.contains(name) || ROOTS.contains(root(name)));
  }

  private static boolean isSource(String name) {
    return MODULES.stream()
        .anyMatch(module -> Files.exists(Path.of("../..", module, "src/main/resources", name)));
  }

  @Test
  void bom_ofTheSoftware_listsWhatTheNoticesList() throws IOException {
    Path bom = DIST.resolve("qixiangyun-login-" + VERSION + "-sbom.cdx.json");
    assumeTrue(Files.exists(bom), "Maven was offline, which leaves the SBOM out");
    Collection<String> listed =
        LISTED
            .matcher(thirdParty)
            .results()
            .map(
                line -> "pkg:maven/%s/%s@%s".formatted(line.group(1), line.group(2), line.group(3)))
            .collect(toSet());

    assertThat(listed).isNotEmpty();
    assertThat(Files.readString(bom)).contains(listed);
  }
}
