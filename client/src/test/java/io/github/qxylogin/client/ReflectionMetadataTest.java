package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules for R8, ProGuard and GraalVM in the jar match what the compiled classes show to be
 * reflected on, no less and no more: Retrofit's interfaces, and what Jackson's annotations mark or
 * name.
 */
class ReflectionMetadataTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final String NAME = "qixiangyun-login-client";
  private static final String RULES = "/META-INF/proguard/" + NAME + ".pro";
  private static final String NATIVE = "/META-INF/native-image/io.github.qxylogin/" + NAME + "/";

  private static final List<Class<?>> OURS = classes();
  private static final List<Class<?>> INTERFACES =
      OURS.stream().filter(type -> has(type, "retrofit2.")).toList();

  private static List<Class<?>> classes() {
    List<Class<?>> found = new ArrayList<>();
    for (String file : files()) {
      if (file.endsWith(".class")) {
        String name = file.replace(".class", "").replace('/', '.');
        try {
          found.add(Class.forName(name, false, ReflectionMetadataTest.class.getClassLoader()));
        } catch (ClassNotFoundException missing) {
          throw new AssertionError(missing);
        }
      }
    }
    return found;
  }

  private static List<String> files() {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static boolean has(Class<?> type, String annotations) {
    return annotations(type).anyMatch(a -> a.annotationType().getName().startsWith(annotations));
  }

  private static Stream<Annotation> annotations(Class<?> type) {
    return Stream.<AnnotatedElement[]>of(
            new AnnotatedElement[] {type},
            type.getDeclaredFields(),
            type.getDeclaredMethods(),
            type.getDeclaredConstructors())
        .flatMap(Arrays::stream)
        .flatMap(element -> Arrays.stream(element.getAnnotations()));
  }

  /** Returns the classes of an annotation. */
  private static Stream<Class<?>> named(Annotation annotation) {
    return Arrays.stream(annotation.annotationType().getDeclaredMethods())
        .filter(member -> member.getReturnType() == Class.class)
        .filter(member -> !Objects.equals(value(member, annotation), member.getDefaultValue()))
        .map(member -> (Class<?>) value(member, annotation));
  }

  private static Object value(Method member, Annotation annotation) {
    try {
      return member.invoke(annotation);
    } catch (ReflectiveOperationException hidden) {
      throw new LinkageError("an annotation's member", hidden);
    }
  }

  private static Set<String> names(Collection<Class<?>> types) {
    Set<String> names = new TreeSet<>();
    types.forEach(type -> names.add(type.getName()));
    return names;
  }

  private static Set<String> reflected() {
    List<Class<?>> types = new ArrayList<>(INTERFACES);
    for (Class<?> type : OURS) {
      if (has(type, "com.fasterxml.jackson.")) {
        types.add(type);
        annotations(type).flatMap(ReflectionMetadataTest::named).forEach(types::add);
      }
    }
    return names(types);
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = ReflectionMetadataTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> rules(String start) throws IOException {
    return Pattern.compile("(?m)^" + start + " (?:class|interface) (\\S+)")
        .matcher(resource(RULES))
        .results()
        .map((MatchResult rule) -> rule.group(1))
        .toList();
  }

  private static JsonNode metadata(String part) throws IOException {
    return json("reachability-metadata.json").path(part);
  }

  private static JsonNode json(String file) throws IOException {
    return JsonMapper.builder().build().readTree(resource(NATIVE + file));
  }

  /**
   * R8 forgets the generic arguments of a type that nothing keeps, and would put a service's
   * default method in the place of its calls.
   */
  @Test
  void rules_everythingReflectedOn_isKept() throws IOException {
    Set<String> expected = reflected();
    INTERFACES.stream()
        .flatMap(type -> Arrays.stream(type.getInterfaces()))
        .forEach(service -> expected.add(service.getName()));
    INTERFACES.stream()
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .map(Method::getReturnType)
        .filter(OURS::contains)
        .forEach(type -> expected.add(type.getName()));

    assertThat(rules("-keep(?:classmembers)?")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void rules_classesWithKeptNames_exist() throws IOException {
    assertThat(rules("-keepnames"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(names(OURS))
                    .anyMatch(name -> name.matches(rule.replace(".", "\\.").replace("**", ".*"))));
  }

  @Test
  void metadata_everythingReflectedOn_isThere() throws IOException {
    List<String> types = new ArrayList<>();
    for (JsonNode entry : metadata("reflection")) {
      if (entry.path("type").isTextual()) {
        types.add(entry.path("type").asText());
      }
    }

    assertThat(types).containsExactlyInAnyOrderElementsOf(reflected());
  }

  private static boolean isMarked(AnnotatedElement[] elements) {
    return Arrays.stream(elements)
        .flatMap(element -> Arrays.stream(element.getAnnotations()))
        .map(annotation -> annotation.annotationType().getName())
        .anyMatch(name -> name.matches("(com\\.fasterxml\\.jackson|retrofit2)\\..*"));
  }

  private static Class<?> named(String type) {
    return OURS.stream().filter(one -> one.getName().equals(type)).findFirst().orElse(Void.class);
  }

  @Test
  void metadata_markedMembers_areReflectedOn() throws IOException {
    for (JsonNode entry : metadata("reflection")) {
      Class<?> type = named(entry.path("type").asText());
      if (isMarked(type.getDeclaredFields())) {
        assertThat(entry.path("allDeclaredFields").asBoolean()).as("%s", entry).isTrue();
      }
      if (isMarked(type.getDeclaredMethods())) {
        assertThat(entry.path("allDeclaredMethods").asBoolean()).as("%s", entry).isTrue();
      }
      if (isMarked(type.getDeclaredConstructors())) {
        assertThat(entry.path("allDeclaredConstructors").asBoolean()).as("%s", entry).isTrue();
      }
    }
  }

  /** Of a model the marked accessors are enough. */
  @Test
  void rules_markedMembers_areKept() throws IOException {
    Matcher rule =
        Pattern.compile("(?m)^-keep (?:class|interface) (\\S+) \\{(.*)}$").matcher(resource(RULES));
    int rules = 0;
    while (rule.find()) {
      rules++;
      Class<?> type = named(rule.group(1));
      if (isMarked(type.getDeclaredFields()) && !isMarked(type.getDeclaredMethods())) {
        assertThat(rule.group(2)).as(rule.group()).containsPattern("<fields>|\\* \\*;");
      }
      if (isMarked(type.getDeclaredMethods())) {
        assertThat(rule.group(2)).as(rule.group()).containsPattern("<methods>|\\* \\*;");
      }
    }
    assertThat(rules).isGreaterThan(100);
  }

  @Test
  void metadata_everyInterfaceOfRetrofit_isAProxy() throws IOException {
    List<String> proxies = new ArrayList<>();
    metadata("reflection").findValues("proxy").forEach(one -> proxies.add(one.get(0).asText()));

    assertThat(proxies).containsExactlyInAnyOrderElementsOf(names(INTERFACES));
  }

  @Test
  void metadata_everyResource_isThere() throws IOException {
    List<String> globs = metadata("resources").findValuesAsText("glob");

    assertThat(files())
        .filteredOn(file -> !file.endsWith(".class") && !file.startsWith("META-INF/"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(globs)
                    .anyMatch(
                        glob ->
                            FileSystems.getDefault()
                                .getPathMatcher("glob:" + glob)
                                .matches(Path.of(file))));
  }

  /** Of GraalVM for JDK 17 to 22. */
  @Test
  void olderMetadata_reflection_isThatOfTheNewer() throws IOException {
    List<JsonNode> older = new ArrayList<>();
    for (JsonNode entry : json("reflect-config.json")) {
      ObjectNode newer = entry.deepCopy();
      newer.set("type", newer.remove("name"));
      older.add(newer);
    }
    List<JsonNode> newer = new ArrayList<>();
    metadata("reflection").forEach(newer::add);
    newer.removeIf(entry -> entry.path("type").has("proxy"));

    assertThat(older).isNotEmpty().containsExactlyInAnyOrderElementsOf(newer);
  }

  @Test
  void olderMetadata_everyInterfaceOfRetrofit_isAProxy() throws IOException {
    List<String> proxies = new ArrayList<>();
    json("proxy-config.json")
        .findValues("interfaces")
        .forEach(one -> proxies.add(one.get(0).asText()));

    assertThat(proxies).containsExactlyInAnyOrderElementsOf(names(INTERFACES));
  }

  @Test
  void olderMetadata_everyResource_isThere() throws IOException {
    List<String> patterns = json("resource-config.json").findValuesAsText("pattern");

    assertThat(files())
        .filteredOn(file -> !file.endsWith(".class") && !file.startsWith("META-INF/"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(patterns).anyMatch(file::matches));
  }
}
