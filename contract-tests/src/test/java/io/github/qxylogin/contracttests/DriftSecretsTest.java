package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.testing.Har;
import io.github.qxylogin.contracttests.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret at any place of recorded calls is in no output. */
class DriftSecretsTest {

  private static final String CANARY = "c4n4ry";
  private static final String PHONE = "13800009876";
  private static final String PART_OF_PHONE = "138****9876";

  @TempDir private Path folder;

  @Test
  void run_tokenInAHeader_isNowhere() throws IOException {
    assertSilent(
        har -> pair(har, "/request/headers", "access_token", "c4n4ry-token-of-header"),
        response -> response.put("message", "not c4n4ry-token-of-header"));
  }

  @Test
  void run_cookie_isNowhere() throws IOException {
    assertSilent(
        har -> pair(har, "/request/headers", "cookie", "a=1; sid=c4n4ry-session"),
        response -> response.put("message", "not c4n4ry-session").put("more", "c4n4ry-session"));
  }

  @Test
  void run_tokenInTheQuery_isNowhere() throws IOException {
    assertSilent(
        har -> pair(har, "/request/queryString", "access_token", "c4n4ry-query"),
        response -> response.put("message", "not c4n4ry-query").put("c4n4ry-query", 1));
  }

  @Test
  void run_passwordInABody_isNowhere() throws IOException {
    assertSilent(
        har -> har.withObject("/request/postData").put("text", "{\"gryhmm\": \"c4n4ry-password\"}"),
        response -> response.put("message", "not c4n4ry-password").put("code", "c4n4ry-password"));
  }

  @Test
  void run_crash_isReportedWithoutTheSecretsOfTheRecording() throws IOException {
    Har har = new Har().call("checkSession", "valid", response -> {});
    pair(har.last(), "/request/headers", "access_token", "c4n4ry-token");
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    RunEnvironment crashing =
        new RunEnvironment(
            Map.of(),
            new CrashingStream(),
            new PrintStream(err, true, UTF_8),
            false,
            Optional.empty(),
            Language.EN,
            Clock.systemUTC(),
            pause -> {});

    int exitCode =
        new ContractTestsMain(Contract.load(), crashing)
            .run("drift", "--har", file.toString(), "--report", folder.toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith(
            "Cannot judge the recording: java.lang.IllegalStateException: no room for ██, at ")
        .doesNotContain(CANARY, "--verbose");
  }

  private static final class CrashingStream extends PrintStream {
    CrashingStream() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void println(String line) {
      throw new IllegalStateException("no room for c4n4ry-token");
    }
  }

  @Test
  void run_undocumentedMember_isShownWithoutItsValue() throws IOException {
    assertSilent(
        har -> {},
        response ->
            response
                .put("newToken", "c4n4ry-of-a-name-that-nobody-marked")
                .putObject("more")
                .put("deep", "c4n4ry-deep"));
  }

  @Test
  void run_secretAsAName_isNowhere() throws IOException {
    assertSilent(
        har -> har.withObject("/request/postData").put("text", "{\"sjhm\": \"" + PHONE + "\"}"),
        response -> response.putObject("byPhone").put(PHONE, 1).put("x-" + PHONE, 1));
  }

  @Test
  void run_secretInATextThatIsJson_isNowhere() throws IOException {
    assertSilent(
        har -> {},
        response ->
            response
                .put("message", "{\"cookie\": \"c4n4ry-embedded\"}")
                .put("note", "c4n4ry-embedded"));
  }

  @Test
  void run_numberOfAPersonInAText_isNowhere() throws IOException {
    assertSilent(
        har -> {}, response -> response.put("message", "已发送至" + PART_OF_PHONE + "，即" + PHONE));
  }

  @Test
  void run_secretAsValueOfAVocabularyOrType_isNowhere() throws IOException {
    assertSilent(
        har -> {
          har.withObject("/request/postData").put("text", "{\"gryhmm\": \"c4n4ry-password\"}");
          pair(har, "/response/headers", "Content-Type", "text/c4n4ry-password");
          ((ObjectNode) har.at("/response/headers/0")).put("name", "x");
        },
        response ->
            response.put("data", "c4n4ry-password").put("reqId", "id-" + CANARY + "-password"));
  }

  @Test
  void run_secretInThePathOfAStranger_isNowhere() throws IOException {
    assertSilent(
        har ->
            har.withObject("/request")
                .put("url", "https://api.qixiangyun.com/v2/x/" + PHONE + "/c4n4ry-1234?c4n4ry"),
        response -> {});
  }

  @Test
  void run_personInAText_isNowhere() throws IOException {
    assertSilent(
        har -> {}, response -> response.put("message", "c4n4ry: 张三的身份已核验").put("code", "4777"));
  }

  @Test
  void run_personAsAName_isNowhere() throws IOException {
    assertSilent(
        har ->
            har.withObject("/request")
                .put("url", "https://api.qixiangyun.com/v2/public/member/c4n4ry-zhang-san"),
        response -> {});
    assertSilent(
        har -> {}, response -> response.put("张三", 1).put("x1", 1).put("message", CANARY + "张三"));
  }

  private static void pair(ObjectNode entry, String at, String name, String value) {
    entry.withArray(at).addObject().put("name", name).put("value", value);
  }

  private void assertSilent(Consumer<ObjectNode> entry, Consumer<ObjectNode> response)
      throws IOException {
    Har har =
        new Har()
            .call("checkSession", "valid", a -> {})
            .call("checkSession", "valid", response.andThen(a -> a.put("trace", 1)));
    entry.accept(har.last());
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());
    Path report = folder.resolve("report");

    CommandLineRun run =
        CommandLineRun.of(
            Map.of(),
            "drift",
            "--har",
            file.toString(),
            "--report",
            report.toString(),
            "--format",
            "sarif,har");

    assertThat(run.exitCode()).as(run.toString()).isNotEqualTo(2);
    StringBuilder all = new StringBuilder(run.out() + run.err());
    try (Stream<Path> files = Files.list(report)) {
      for (Path written : files.toList()) {
        all.append(Files.readString(written));
      }
    }
    assertThat(har.text()).containsAnyOf(CANARY, PHONE);
    assertThat(all.toString())
        .contains("checkSession")
        .doesNotContain(CANARY, PHONE, PART_OF_PHONE, "张三", "zhang-san");
  }
}
