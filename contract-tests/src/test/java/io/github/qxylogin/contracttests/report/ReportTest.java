package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportTest {
  private static final String UNPRINTABLE = "{\"code\":\" & <\",\"\\u001b\":\"\\ud800\"}";

  @Test
  void of_unprintableResponse_isReadableXml() throws Exception {
    String xml = JunitReport.of(report(afterResponse(UNPRINTABLE)));

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement();
    assertThat(xml).contains("failures=\"1\"");
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("/code: wanted a code of the family ok (2000), got \" & <\"")
        .contains("/�: wanted nothing, got \"�\"");
  }

  @Test
  void of_unprintableResponse_isReadableJson() {
    String json = Reports.machineReadable(report(afterResponse(UNPRINTABLE)));

    assertThat(JsonText.parse(json.getBytes(UTF_8)).at("/checks/0/calls/0/response/code").asText())
        .isEqualTo(" & <");
  }

  @Test
  void json_moreFindingsThanThereIsRoomFor_countsTheOthers() {
    Finding[] findings =
        IntStream.range(0, 150)
            .mapToObj(i -> new Finding(JsonPointer.compile("/x" + i), Difference.STATUS, "\"x"))
            .toArray(Finding[]::new);
    Suite suite = suite();
    Check check = NamedCheck.of(SmallContract.LOGIN, "checkSession/case/valid");
    suite.record(Responded.with(check, MissingNode.getInstance(), findings));

    JsonNode json = JsonText.parse(Reports.machineReadable(report(suite)).getBytes(UTF_8));

    assertThat(json.at("/checks/0/calls/0/findings")).hasSize(100);
    assertThat(json.at("/checks/0/calls/0/moreFindings").asInt()).isEqualTo(50);
    assertThat(json.at("/checks/0/calls/0/request").isNull()).isTrue();
  }

  @Test
  void done_unprintableResponse_steersNoTerminal() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Suite suite = afterResponse(UNPRINTABLE);

    suite.outcomes().forEach(progress(out, false, suite)::done);

    assertThat(out.toString(UTF_8)).contains("/�: wanted nothing").doesNotContain("\u001b");
  }

  @Test
  void done_onATerminal_coloursTheSign() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Check check = Checks.of(Contract.load()).get(0);

    progress(out, true, afterResponse(UNPRINTABLE)).done(Outcome.skipped(check, "for this test"));

    assertThat(out.toString(UTF_8))
        .contains("\033[33m–\033[0m sendSmsCode/header/missing-token  (for this test)\n");
  }

  private static Progress progress(ByteArrayOutputStream out, boolean terminal, Suite suite) {
    PrintStream printer = new PrintStream(out, true, UTF_8);
    return new Progress(printer, terminal, terminal, suite.checks().size(), InstantSource.system());
  }

  private static Suite suite() {
    Contract contract = SmallContract.LOGIN;
    return Suites.of(
        contract, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(contract));
  }

  private static Report report(Suite suite) {
    return SuiteReport.of(suite, Optional.empty());
  }

  private static Suite afterResponse(String response) {
    Contract contract = SmallContract.LOGIN;
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(response))) {
      Suite suite =
          Suites.of(
              contract,
              FakeTarget.mock(server.url()),
              Permissions.READ_ONLY,
              new Masking(contract));
      suite.run(NamedCheck.of(contract, "fetchToken/case/issued"));
      return suite;
    }
  }

  @Test
  void of_checksThatNobodyRan_areErrors() {
    Suite suite = suite();

    assertThat(JunitReport.of(report(suite))).contains("errors=\"" + suite.checks().size() + "\"");
  }

  @Test
  @Timeout(60)
  void of_responseNestedAsDeepAsCanBe_isWritten() {
    String deep = "{\"data\":".repeat(990) + "1" + "}".repeat(990);

    assertThatCode(() -> Reports.machineReadable(report(afterResponse(deep))))
        .doesNotThrowAnyException();
  }

  @Test
  @Timeout(60)
  void of_deepTextInAResponse_isWritten() {
    String deep = "{\"data\":\"" + "[".repeat(990) + "]".repeat(990) + "\"}";

    assertThatCode(() -> Reports.machineReadable(report(afterResponse(deep))))
        .doesNotThrowAnyException();
  }
}
