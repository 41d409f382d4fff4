package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitReportTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final Check INVALID = NamedCheck.of(CONTRACT, "checkSession/case/invalid");

  private final Suite suite =
      Suites.of(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @Test
  void of_operation_isASuiteThatCountsItsChecks() throws Exception {
    suite.record(outcome(Difference.OTHER_VALUE));

    Element operation = suiteNamed(written(Optional.of("interrupted")), "checkSession");

    int checks = operation.getElementsByTagName("testcase").getLength();
    assertThat(operation.getAttribute("tests")).isEqualTo(Integer.toString(checks));
    assertThat(operation.getAttribute("failures")).isEqualTo("1");
    assertThat(operation.getAttribute("skipped")).isEqualTo(Integer.toString(checks - 1));
    assertThat(operation.getAttribute("timestamp")).isEqualTo("1970-01-01T00:00:00");
  }

  @Test
  void of_failure_showsExpectedAndActual() throws Exception {
    suite.record(outcome(Difference.OTHER_VALUE));

    Element failure = first(written(Optional.empty()), "failure");

    assertThat(failure.getAttribute("message"))
        .isEqualTo("checkSession, case invalid, /data: wanted true, got false");
    assertThat(failure.getAttribute("type")).isEqualTo("other-value");
    assertThat(failure.getTextContent())
        .contains("expected: HTTP 200 {\"code\":\"2000\"")
        .contains("got:      HTTP 200 ");
  }

  @Test
  void of_driftBeforeTheFailure_isNotItsMessage() throws Exception {
    Finding drift =
        new Finding(JsonPointer.compile("/message"), Difference.OTHER_TEXT, "wanted a, got b");
    Finding breaking =
        new Finding(JsonPointer.compile("/data"), Difference.OTHER_VALUE, "wanted true, got false");
    suite.record(outcome(drift, breaking));

    Element failure = first(written(Optional.empty()), "failure");

    assertThat(failure.getAttribute("type")).isEqualTo("other-value");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("checkSession, case invalid, /data: wanted true, got false");
  }

  @Test
  void of_drift_isOutputAndNoFailure() throws Exception {
    suite.record(outcome(Difference.OTHER_TEXT));

    Document written = written(Optional.empty());

    assertThat(first(written, "system-out").getTextContent())
        .isEqualTo("drift:\ncheckSession, case invalid, /data: wanted true, got false");
    assertThat(written.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void of_knownFailure_isSkippedWithItsReason() throws Exception {
    suite.record(outcome(Difference.OTHER_VALUE).as(Verdict.KNOWN, "until May"));

    NodeList skipped = written(Optional.of("interrupted")).getElementsByTagName("skipped");
    assertThat(IntStream.range(0, skipped.getLength()).mapToObj(skipped::item))
        .extracting(element -> ((Element) element).getAttribute("message"))
        .contains("known to fail: until May");
  }

  @Test
  void of_endedEarly_isOneErrorAndTheRestIsSkipped() throws Exception {
    Document written = written(Optional.of("interrupted"));

    assertThat(written.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(first(written, "error").getAttribute("message")).isEqualTo("interrupted");
    assertThat(first(written, "skipped").getAttribute("message")).isEqualTo("not run: interrupted");
    assertThat(first(written, "skipped").getAttribute("type")).isEqualTo("not-run");
  }

  @Test
  void of_run_namesTargetAndTier() throws Exception {
    Element properties = first(written(Optional.of("interrupted")), "properties");

    assertThat(
            properties
                .getElementsByTagName("property")
                .item(2)
                .getAttributes()
                .getNamedItem("value"))
        .hasToString("value=\"everything\"");
  }

  private static Outcome outcome(Difference difference) {
    return outcome(new Finding(JsonPointer.compile("/data"), difference, "wanted true, got false"));
  }

  private static Outcome outcome(Finding... findings) {
    Call call =
        new Call(
            0,
            INVALID.operation(),
            MissingNode.getInstance(),
            200,
            "application/json",
            MissingNode.getInstance(),
            List.of(findings),
            Optional.empty(),
            Optional.empty());
    return Outcome.judged(INVALID, List.of(call), Duration.ZERO);
  }

  private Document written(Optional<String> endedEarly) throws Exception {
    String xml = JunitReport.of(SuiteReport.of(suite, endedEarly));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Element first(Document written, String name) {
    return (Element) written.getElementsByTagName(name).item(0);
  }

  private static Element suiteNamed(Document written, String name) {
    for (int i = 0; i < written.getElementsByTagName("testsuite").getLength(); i++) {
      Element suite = (Element) written.getElementsByTagName("testsuite").item(i);
      if (suite.getAttribute("name").equals(name)) {
        return suite;
      }
    }
    throw new AssertionError("no suite " + name);
  }
}
