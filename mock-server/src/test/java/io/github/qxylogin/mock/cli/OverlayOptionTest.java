package io.github.qxylogin.mock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.document.JsonPath;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.MockProcess;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayOptionTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation LOGIN = CONTRACT.operation("uploadSmsCode");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path message;

  @BeforeEach
  void write() throws IOException {
    String target =
        JsonPath.of(
            Contract.place(LOGIN)
                .append(
                    JsonPointer.compile(
                        "/responses/200/content/application~1json/examples/logged-in/value")),
            CONTRACT.document());
    message = overlay("message.yaml", target, "{message: edited, hint: 4000000000000000003}");
  }

  @Test
  void run_overlay_respondsFromTheEditedContract() {
    serve(
        http -> {
          Http.Response response =
              http.post(
                  LOGIN.path(),
                  LOGIN.documentedCase("logged-in").request(),
                  "Prefer",
                  "example=logged-in");
          assertThat(response.message()).isEqualTo("edited");
          assertThat(response.text()).contains("4000000000000000003");
        },
        "--overlay=" + message);
  }

  @Test
  void run_overlay_servesTheEditedContract() {
    serve(
        http -> {
          assertThat(http.get("/openapi.json").text()).contains("\"message\":\"edited\"");
          assertThat(http.get("/openapi.yaml").text()).contains("\"message\": \"edited\"");
          assertThat(http.get("/docs/openapi.json").text()).contains("\"message\":\"edited\"");
        },
        "--overlay=" + message);
  }

  @Test
  void run_overlay_servesNoCollectionOfTheUneditedContract() {
    serve(
        http -> assertThat(http.get("/collections/postman.json").status()).isEqualTo(404),
        "--overlay=" + message);
  }

  @Test
  void run_overlays_areAppliedInTheirOrder() throws IOException {
    Path first = overlay("first.json", "$.info", "{\"title\": \"a\", \"summary\": \"a\"}");
    Path second = overlay("second.yaml", "$.info", "{summary: b}");

    serve(
        http ->
            assertThat(http.get("/openapi.json").json().path("info").findValuesAsText("title"))
                .containsExactly("a"),
        "--overlay=" + first,
        "--overlay=" + second);
    serve(
        http -> assertThat(http.get("/openapi.json").at("/info/summary")).isEqualTo("b"),
        "--overlay=" + first,
        "--overlay=" + second);
  }

  @Test
  void run_overlayAndModule_narrowsTheEditedContract() throws IOException {
    Path title = overlay("title.yaml", "$.info", "{title: edited}");

    serve(
        http -> {
          assertThat(http.get("/openapi.json").at("/info/title")).isEqualTo("edited");
          assertThat(http.get("/openapi.json").json().path("x-modules").fieldNames())
              .toIterable()
              .containsExactly("legacy");
        },
        "--overlay=" + title,
        "--module=legacy");
  }

  @Test
  void run_emptyOverlay_editsNothing() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing to edit\n");

    serve(
        http -> assertThat(http.get("/openapi.json").status()).isEqualTo(200),
        "--overlay=" + empty);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{overlay: 1.0.0}" + "| : an OpenAPI Overlay with a list of actions is expected",
        "{actions: [{target: $.nothing, update: {}}]}"
            + "|/actions/0/target: '$.nothing' names nothing in the contract",
        "'{actions: [{target: \"$[''x-mock''].codes\", update: {code: ''1'', family: odd}}]}'"
            + "| after its edits, /x-mock",
        "'{actions: [' | : while parsing",
      })
  void run_wrongOverlay_namesFilePlaceAndReasonAndExits2(String overlay, String problem)
      throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.yaml"), overlay + "\n");

    int exitCode = run(mock -> {}, "--overlay=" + file);

    assertThat(exitCode).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).startsWith(file.toString()).contains(problem.strip());
  }

  @Test
  void run_missingOverlay_namesTheFileAndExits2() {
    int exitCode = run(mock -> {}, "--overlay=" + folder.resolve("none.yaml"));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(folder.resolve("none.yaml") + ": the file does not exist or cannot be read");
  }

  /** The executable jar has no YAML reader but the one in WireMock. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.nothing | {} | /actions/0/target: '$.nothing' names nothing in the contract",
        "$.paths   | {/x: {post: {}}} | after its edits, /paths/~1x/post",
      })
  void main_withoutAnotherYamlReader_namesPlaceAndReason(
      String target, String update, String problem) throws Exception {
    Process mock =
        withoutAnotherYamlReader("--overlay=" + overlay("wrong.yaml", target, update))
            .redirectErrorStream(true)
            .start();

    String printed = new String(mock.getInputStream().readAllBytes(), UTF_8);

    assertThat(printed).contains(folder.resolve("wrong.yaml").toString(), problem);
    assertThat(mock.waitFor()).isEqualTo(2);
  }

  @Test
  void main_withoutAnotherYamlReader_servesEachDocument() throws Exception {
    Process mock = withoutAnotherYamlReader().redirectError(Redirect.DISCARD).start();
    try {
      Http http = new Http(MockProcess.addressIn(mock.inputReader(UTF_8).readLine()));

      assertThat(
              Stream.of(
                  "/openapi.yaml",
                  "/openapi.zh.json",
                  "/openapi.zh.yaml",
                  "/docs/openapi.zh.json",
                  "/arazzo.json",
                  "/collections/postman.json",
                  "/__mock/cases"))
          .allSatisfy(
              path ->
                  assertThat(http.get(path, "Accept-Language", "zh").status())
                      .as(path)
                      .isEqualTo(200));
    } finally {
      mock.destroyForcibly().waitFor();
    }
  }

  private static ProcessBuilder withoutAnotherYamlReader(String... options) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jackson-dataformat-yaml"))
            .collect(joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath, MockServerMain.class.getName(), "--port=0"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command);
  }

  private Path overlay(String name, String target, String update) throws IOException {
    String action = "{\"target\": \"%s\", \"update\": %s}".formatted(target, update);
    return Files.writeString(
        folder.resolve(name), "{\"overlay\": \"1.0.0\", \"actions\": [" + action + "]}");
  }

  private void serve(ThrowingConsumer<Http> calls, String... options) {
    assertThat(run(mock -> calls.accept(new Http(mock.url())), options)).as(err::toString).isZero();
  }

  private int run(ThrowingConsumer<LoginMock> serving, String... options) {
    String[] args = Arrays.copyOf(options, options.length + 1);
    args[options.length] = "--port=0";
    return new MockServerMain(Map.of(), serving)
        .run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
