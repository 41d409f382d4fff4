package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.cli.MockServerMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Holds the examples of several mock servers to the schemas of what reads them (see {@code
 * schemas/README.md} among the resources), and what they name of the mock server and of its image
 * to what these have.
 */
class ExamplesTest {
  private static final Path FOLDER = Page.ROOT.resolve("mock-server/examples");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String COMPOSE = Page.read(FOLDER.resolve("compose.yaml"));
  private static final String KUBERNETES = Page.read(FOLDER.resolve("kubernetes.yaml"));
  private static final String SERVICE = "Service";
  private static final String DEPLOYMENT = "Deployment";

  /** By {@code apiVersion} and {@code kind}. */
  private static final Map<String, String> KINDS =
      Map.of(
          "apps/v1 " + DEPLOYMENT, "io.k8s.api.apps.v1.Deployment",
          "v1 " + SERVICE, "io.k8s.api.core.v1.Service");

  private static final CommandLine MOCK_SERVER =
      new CommandLine(new MockServerMain())
          .setResourceBundle(
              ResourceBundle.getBundle("io.github.qxylogin.mock.cli.help", Locale.ROOT));

  @Test
  void compose_isAsTheSpecificationSays() throws IOException {
    assertThat(invalidCompose(COMPOSE)).isEmpty();
  }

  @Test
  void invalidCompose_aMisspeltWord_isReported() throws IOException {
    assertThat(invalidCompose(COMPOSE.replace("depends_on:", "depend_on:"))).isNotEmpty();
  }

  @Test
  void kubernetes_eachObject_isAsItsApiSays() throws IOException {
    assertThat(invalidObjects(KUBERNETES)).isEmpty();
  }

  @Test
  void invalidObjects_aMisspeltWord_isReported() throws IOException {
    assertThat(invalidObjects(KUBERNETES.replace("livenessProbe:", "livelinessProbe:")))
        .isNotEmpty();
    assertThat(invalidObjects(KUBERNETES.replace("containerPort: 8089", "containerPort: http")))
        .isNotEmpty();
  }

  private static List<Error> invalidCompose(String text) throws IOException {
    ObjectNode schema = (ObjectNode) YAML.readTree(schema("compose-spec.json"));
    // No address, as the validator wants one to be.
    schema.remove("$id");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(schema)
        .validate(YAML.readTree(text));
  }

  private static List<Error> invalidObjects(String text) throws IOException {
    String all = "urn:kubernetes";
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(all, schema("kubernetes.json"))));
    List<Error> errors = new ArrayList<>();
    for (JsonNode object : objects(text)) {
      String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
      assertThat(KINDS).containsKey(kind);
      Schema schema =
          registry.getSchema(SchemaLocation.of(all + "#/components/schemas/" + KINDS.get(kind)));
      errors.addAll(schema.validate(object));
    }
    return errors;
  }

  private static String schema(String name) {
    return Page.read(Path.of("src/test/resources/schemas", name));
  }

  private static List<JsonNode> objects(String text) throws IOException {
    return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
  }

  private static JsonNode object(String kind) throws IOException {
    return objects(KUBERNETES).stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode container() throws IOException {
    return object(DEPLOYMENT).at("/spec/template/spec/containers/0");
  }

  private static JsonNode mock() throws IOException {
    return YAML.readTree(COMPOSE).at("/services/mock");
  }

  @Test
  void arguments_behindThoseOfTheImage_areOptions() throws IOException {
    for (JsonNode given : List.of(mock().path("command"), container().path("args"))) {
      List<String> all = new ArrayList<>(Dockerfile.arguments());
      all.addAll(texts(given, JsonNode::asText));

      assertThat(all).contains("--control-host");
      assertThat(MOCK_SERVER.parseArgs(all.toArray(String[]::new)).unmatched()).isEmpty();
    }
  }

  @Test
  void environment_isWhatTheHelpNames() throws IOException {
    List<String> names = new ArrayList<>();
    mock().path("environment").fieldNames().forEachRemaining(names::add);
    names.addAll(texts(container().path("env"), variable -> variable.path("name").asText()));

    assertThat(names).contains("QXY_STATE", "QXY_STATE_PASSWORD");
    assertThat(names).allMatch(MOCK_SERVER.getUsageMessage()::contains);
  }

  @Test
  void compose_services_areNamedAsTheyAreCalled() throws IOException {
    JsonNode services = YAML.readTree(COMPOSE).path("services");
    String state = mock().at("/environment/QXY_STATE").asText();

    assertThat(services.has(URI.create(state).getHost())).isTrue();
    assertThat(mock().path("command").get(1).asText()).isEqualTo("mock");
    JsonNode build = mock().path("build");
    assertThat(FOLDER.resolve(build.path("context").asText()).normalize())
        .isEqualTo(Page.ROOT.normalize());
    assertThat(Page.ROOT.resolve(build.path("dockerfile").asText())).isEqualTo(Dockerfile.FILE);
  }

  @Test
  void kubernetes_service_findsTheMocksByTheirName() throws IOException {
    assertThat(container().path("args").get(1)).isEqualTo(object(SERVICE).at("/metadata/name"));
    assertThat(object(SERVICE).at("/spec/selector"))
        .isEqualTo(object(DEPLOYMENT).at("/spec/selector/matchLabels"))
        .isEqualTo(object(DEPLOYMENT).at("/spec/template/metadata/labels"));
  }

  @Test
  void ports_areTheListeningPortOfTheImage() throws IOException {
    int listened = MOCK_SERVER.getCommandSpec().findOption("--port").getValue();
    String port = Integer.toString(listened);

    assertThat(Dockerfile.each("EXPOSE")).containsExactly(port);
    assertThat(mock().path("ports").get(0).asText()).endsWith(":" + port);
    assertThat(
            Stream.of(
                    container().at("/ports/0/containerPort"),
                    container().at("/readinessProbe/httpGet/port"),
                    container().at("/livenessProbe/httpGet/port"),
                    object(SERVICE).at("/spec/ports/0/port"))
                .map(JsonNode::asText))
        .containsOnly(port);
  }

  /** Without the token, which no probe brings. */
  @Test
  void probes_ofAMock_getResponses() throws Exception {
    List<String> paths =
        List.of(
            URI.create(Dockerfile.found("HEALTHCHECK.*(http:\\S+)").get(0)).getPath(),
            container().at("/readinessProbe/httpGet/path").asText(),
            container().at("/livenessProbe/httpGet/path").asText());
    try (LoginMock mock = LoginMock.builder().controlToken("token").start()) {
      for (String path : paths) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(mock.url() + path)).build();

        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
            .as(path)
            .isEqualTo(200);
      }
    }
  }

  private static List<String> texts(JsonNode array, Function<JsonNode, String> text) {
    return array.valueStream().map(text).toList();
  }
}
