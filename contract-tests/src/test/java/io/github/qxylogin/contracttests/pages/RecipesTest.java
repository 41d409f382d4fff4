package io.github.qxylogin.contracttests.pages;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.ContractTestsMain;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.mock.testing.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the shell lines of the recipes for CI against a platform of one module. */
@Slow
@EnabledOnOs(LINUX)
class RecipesTest {
  private static final Contract CONTRACT = Contract.load();
  private static final CannedResponse MAINTENANCE =
      CannedResponse.json(
          "{\"code\":\"400430\",\"success\":false,\"reqId\":\"1\",\"message\":\"系统维护中\"}");

  @TempDir private Path folder;

  enum Recipe {
    GITHUB("github-actions.yml", "/jobs/nightly/steps/1/run"),
    GITLAB("gitlab-ci.yml", "/contract/script"),
    JENKINS("Jenkinsfile", ""),
    YUNXIAO("yunxiao.yml", "/stages/contract_stage/jobs/nightly_job/steps/check_step/with/run");

    private static final Pattern SHELL = Pattern.compile("script: '''(.*?)'''", Pattern.DOTALL);
    private final String file;
    private final String at;

    Recipe(String file, String at) {
      this.file = file;
      this.at = at;
    }

    /** Returns the lines as the CI server hands them to its shell. */
    String lines() throws Exception {
      String text = Page.read(Path.of("ci", file));
      if (at.isEmpty()) {
        Matcher shell = SHELL.matcher(text);
        assertThat(shell.find()).isTrue();
        return shell.group(1).replace("\\\\", "\\");
      }
      JsonNode lines = new YAMLMapper().readTree(text).at(at);
      return lines.isArray()
          ? StreamSupport.stream(lines.spliterator(), false)
              .map(JsonNode::textValue)
              .collect(Collectors.joining("\n"))
          : lines.textValue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void recipe_platformOfOneModule_isGreenWithAReport(Recipe recipe) throws Exception {
    int status =
        run(
            recipe,
            (request, platform) ->
                CONTRACT
                    .operationAt(request.path())
                    .filter(operation -> operation.modules().contains("legacy"))
                    .map(operation -> platform.response(request))
                    .orElseGet(RecipesTest::unknownInterface));

    assertThat(status).isZero();
    assertThat(folder.resolve("contract-report/contract-tests.html")).exists();
  }

  @ParameterizedTest
  @CsvSource({"GITHUB, 0", "GITLAB, 3", "JENKINS, 3", "YUNXIAO, 0"})
  void recipe_maintenance_isNoFailureOfTheJob(Recipe recipe, int status) throws Exception {
    assertThat(run(recipe, (request, platform) -> MAINTENANCE)).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void recipe_codeOfAnotherType_fails(Recipe recipe) throws Exception {
    int status =
        run(
            recipe,
            (request, platform) -> {
              CannedResponse response = platform.response(request);
              return CannedResponse.json(
                  response.body().replace("\"code\":\"4000\"", "\"code\":4000"));
            });

    assertThat(status).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void recipe_jarOfAnotherChecksum_isNotStarted(Recipe recipe) throws Exception {
    Files.writeString(folder.resolve("released.jar"), "another");

    int status = run(recipe, (request, platform) -> platform.response(request));

    assertThat(status).isNotZero();
    assertThat(folder.resolve("contract-report")).doesNotExist();
  }

  private static CannedResponse unknownInterface() {
    return CannedResponse.json(
        "{\"code\":\"505001\",\"success\":false,\"reqId\":\"1\",\"message\":\"没有找到对应接口\"}");
  }

  private int run(Recipe recipe, BiFunction<Request, LookalikeServer, CannedResponse> platform)
      throws Exception {
    byte[] released = "the jar".getBytes(UTF_8);
    Path jar = folder.resolve("released.jar");
    if (Files.notExists(jar)) {
      Files.write(jar, released);
    }
    String java =
        """
        #!/bin/sh
        [ "$1 $2" = "-jar contract-tests.jar" ] || exit 97
        shift 2
        set -- $(echo "$*" | sed "s/--require-asked 100//")
        exec "$JAVA" -XX:TieredStopAtLevel=1 -cp "$CLASSES" %s "$@" --only fetchToken,checkSession
        """;
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path stub =
        Files.writeString(bin.resolve("java"), java.formatted(ContractTestsMain.class.getName()));
    assertThat(stub.toFile().setExecutable(true)).isTrue();
    try (LookalikeServer honest = new LookalikeServer(CONTRACT);
        FakeServer server = FakeServer.returning(request -> platform.apply(request, honest))) {
      ProcessBuilder shell =
          new ProcessBuilder("bash", "-e", "-c", recipe.lines())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile());
      Map<String, String> environment = shell.environment();
      environment.keySet().removeIf(name -> name.startsWith("QXY_") || name.startsWith("GITHUB_"));
      environment.putAll(CREDENTIALS);
      environment.put("QXY_NSRSBH", "91110000TESTTEST09");
      environment.put("CONTRACT_JAR", jar.toUri().toString());
      environment.put(
          "CONTRACT_SHA256",
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(released)));
      environment.put("CONTRACT_TARGET", server.url());
      environment.put("PATH", bin + ":" + System.getenv("PATH"));
      environment.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
      environment.put("CLASSES", System.getProperty("java.class.path"));
      return shell.start().waitFor();
    }
  }
}
