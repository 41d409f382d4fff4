package io.github.qxylogin.mock.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.document.Resources;
import io.github.qxylogin.mock.http.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final ResourceBundle ENGLISH = bundle("messages.properties");
  private static final ResourceBundle CHINESE = bundle("messages_zh.properties");
  private static final Path SOURCES = Path.of("src/main/java/io/github/qxylogin/mock");
  private static final Pattern LITERAL = Pattern.compile("\"(([a-z]+)(\\.[a-z0-9-]*[a-z0-9])+)\"");
  private static final Pattern PROBLEM =
      Pattern.compile("MockResponse\\.problem\\(\\s*\\d+,\\s*\"([a-z.-]+)\"");
  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

  @Test
  void keys_ofBothLanguages_areTheSame() {
    assertThat(CHINESE.keySet()).isEqualTo(ENGLISH.keySet());
  }

  @Test
  void arguments_ofBothLanguages_areTheSame() {
    assertThat(ENGLISH.keySet())
        .filteredOn(key -> !key.equals("texts"))
        .allSatisfy(
            key ->
                assertThat(gaps(CHINESE.getString(key))).isEqualTo(gaps(ENGLISH.getString(key))));
  }

  @Test
  void texts_ofBothLanguages_differ() {
    assertThat(ENGLISH.keySet())
        .filteredOn(key -> CHINESE.getString(key).equals(ENGLISH.getString(key)))
        .containsExactly("plain");
  }

  @Test
  void keys_areThoseOfTheSources() throws IOException {
    String sources = sources();
    Set<String> groups = groups();
    Set<String> used =
        LITERAL
            .matcher(sources)
            .results()
            .filter(literal -> groups.contains(literal.group(2)))
            .map(literal -> literal.group(1))
            .filter(literal -> !literal.equals("control.yaml"))
            .collect(Collectors.toCollection(TreeSet::new));
    Stream.of(Problem.values())
        .forEach(
            problem ->
                Stream.of(problem.title(), problem.detail()).map(Message::key).forEach(used::add));
    Stream.of(AccountFlow.Does.values())
        .filter(does -> does.keeps() && does != AccountFlow.Does.FINDS)
        .forEach(does -> used.add("account.done." + does.key()));
    Stream.of(EntityFlow.Does.values())
        .filter(does -> does != EntityFlow.Does.FINDS)
        .forEach(does -> used.add("entity.done." + does.key()));
    Stream.of("entity-unknown", "entity-exists", "none-found")
        .forEach(error -> used.add("entity." + error));
    Stream.of("no-sms", "sms-used", "sms-expired")
        .forEach(reason -> used.add("control." + reason + ".title"));
    Stream.of("account-exists", "login-locked").forEach(error -> used.add("account." + error));
    used.addAll(Set.of("plain", "texts"));
    used.addAll(activities());
    PROBLEM.matcher(sources).results().forEach(problem -> used.add(problem.group(1) + ".title"));
    Stream.of("example", "code")
        .forEach(
            kind -> Stream.of("", ".title").forEach(end -> used.add("prefer.no-" + kind + end)));

    assertThat(ENGLISH.keySet()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void in_nestedMessage_isInTheSameLanguage() {
    Message message = Message.of("path.all-cases", Message.of("problem.path-unknown.detail"));

    assertThat(message.in(Locale.CHINESE)).isEqualTo("模拟服务器没有此路径。GET /__mock/cases 列出全部接口。");
    assertThat(message)
        .hasToString("The mock has nothing at this path. GET /__mock/cases lists them all.");
  }

  @Test
  void in_argumentInTheSyntaxOfForms_isAsItIs() {
    assertThat(Message.plain("it's {0}")).hasToString("it's {0}");
  }

  @Test
  void json_ofAMessage_hasBothTexts() throws IOException {
    ObjectMapper json = new ObjectMapper();

    String stored = json.writeValueAsString(Message.of("auth.missing", "token"));
    Message read = json.readValue(stored, Message.class);

    assertThat(stored).isEqualTo("[\"token is missing\",\"缺少 token\"]");
    assertThat(read).hasToString("token is missing");
    assertThat(read.in(Locale.CHINESE)).isEqualTo("缺少 token");
  }

  @Test
  void map_changesBothTexts() {
    Message masked = Message.of("auth.missing", "token").map(text -> text.replace("token", "██"));

    assertThat(masked).hasToString("██ is missing");
    assertThat(masked.in(Locale.CHINESE)).isEqualTo("缺少 ██");
  }

  private static ResourceBundle bundle(String name) {
    try (Reader texts =
        new InputStreamReader(Message.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return new PropertyResourceBundle(texts);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Set<String> gaps(String form) {
    assertThat(new MessageFormat(form).toPattern()).isNotEmpty();
    return GAP.matcher(form).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** Returns the key of each control call that changes something; a signature changes nothing. */
  private static List<String> activities() throws IOException {
    JsonNode paths =
        new YAMLMapper()
            .readTree(Resources.bytes("/io/github/qxylogin/mock/control/control.yaml"))
            .path("paths");
    return paths
        .propertyStream()
        .flatMap(
            path -> path.getValue().propertyStream().map(method -> method.getKey() + path.getKey()))
        .filter(call -> call.matches("(put|post|delete)/.*") && !call.endsWith("/signatures"))
        .map(
            call ->
                "activity."
                    + call.replace("/__mock/", ".").replace('/', '.').replaceAll("[{}]", ""))
        .toList();
  }

  private static Set<String> groups() {
    return ENGLISH.keySet().stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toSet());
  }

  private static String sources() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(path -> path.toString().endsWith(".java"))
          .map(MessageTest::read)
          .collect(joining());
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
