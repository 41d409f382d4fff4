package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final String VALID = "checkSession/case/valid";
  private static final JsonNode SCHEMA = schema();

  private final Suite suite =
      Suites.of(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @Test
  void sarif_differencesOfAllKinds_isValid() throws IOException {
    for (Difference difference : Difference.values()) {
      suite.record(Responded.with(CONTRACT, VALID, difference, "</script>\ud800\u001b"));
    }

    assertThat(invalid(written(Optional.of("interrupted"), Language.EN))).isEmpty();
    assertThat(invalid(written(Optional.empty(), Language.ZH))).isEmpty();
  }

  @Test
  void sarif_nothingDiffers_isValid() throws IOException {
    JsonNode log = written(Optional.empty(), Language.EN);

    assertThat(invalid(log)).isEmpty();
    assertThat(log.at("/runs/0/results").isArray()).isTrue();
  }

  @Test
  void sarif_breakingDifference_isAnErrorAtTheFileOfItsOperation() throws IOException {
    suite.record(Responded.with(CONTRACT, VALID, Difference.OTHER_VALUE, "wanted true"));

    JsonNode result = written(Optional.empty(), Language.EN).at("/runs/0/results/0");

    assertThat(result.at("/ruleId").asText()).isEqualTo("other-value");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(result.at("/message/text").asText()).isEqualTo(VALID + ", /data: wanted true");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("openapi/paths/login_multiacc_checkAsyncLoginDpptCache.yaml");
  }

  @Test
  void sarif_drift_isANote() throws IOException {
    suite.record(Responded.with(CONTRACT, VALID, Difference.OTHER_TEXT, "wanted a"));

    assertThat(written(Optional.empty(), Language.EN).at("/runs/0/results/0/level").asText())
        .isEqualTo("note");
  }

  @Test
  void sarif_knownFailure_isSuppressed() throws IOException {
    suite.record(
        Responded.with(CONTRACT, VALID, Difference.OTHER_VALUE, "wanted true")
            .as(Verdict.KNOWN, "known until May: reported"));

    assertThat(
            written(Optional.empty(), Language.EN)
                .at("/runs/0/results/0/suppressions/0/justification")
                .asText())
        .isEqualTo("known until May: reported");
  }

  @Test
  void sarif_endedEarly_wasNotSuccessful() throws IOException {
    JsonNode invocation =
        written(Optional.of("interrupted"), Language.EN).at("/runs/0/invocations/0");

    assertThat(invocation.at("/executionSuccessful").asBoolean(true)).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("interrupted");
  }

  private JsonNode written(Optional<String> endedEarly, Language language) throws IOException {
    Report report = SuiteReport.of(suite, endedEarly, language);
    return new ObjectMapper().readTree(Reports.sarif(report));
  }

  private static Iterable<?> invalid(JsonNode log) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SCHEMA);
    return schema.validate(log);
  }

  private static JsonNode schema() {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
