package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint is added in a copy of the contract's folder, by its two files and one line. */
class AddedEndpointTest {
  private static final Path OPENAPI = Path.of("..", "openapi");
  private static final String ADDED = "lookUpAccount";

  @TempDir private Path copy;
  private Contract contract;

  @BeforeEach
  void addEndpoint() throws IOException {
    for (String part :
        List.of("qixiangyun-login.yaml", "components", "paths", "webhooks", "mock")) {
      copy(OPENAPI.resolve(part));
    }
    for (String part : List.of("paths", "mock")) {
      Files.copy(
          Path.of("src", "test", "resources", "added", part, "test_lookUpAccount.yaml"),
          copy.resolve(part).resolve("test_lookUpAccount.yaml"));
    }
    Path root = copy.resolve("qixiangyun-login.yaml");
    String line = "  /v2/public/test/lookUpAccount: {$ref: paths/test_lookUpAccount.yaml}\n";
    String text = Files.readString(root).replace("\r\n", "\n");
    Files.writeString(root, text.replace("\npaths:\n", "\npaths:\n" + line));
    contract = Contract.read(root);
  }

  private void copy(Path part) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(OPENAPI.relativize(file)));
      }
    }
  }

  @Test
  void read_addedEndpoint_isAnOperation() {
    assertThat(contract.operation(ADDED).path()).isEqualTo("/v2/public/test/lookUpAccount");
  }

  @Test
  void of_addedEndpoint_hasAllKindsOfChecks() {
    assertThat(Checks.of(contract))
        .extracting(Check::id)
        .filteredOn(id -> id.startsWith(ADDED))
        .containsExactly(
            "lookUpAccount/case/found",
            "lookUpAccount/header/missing-token",
            "lookUpAccount/header/unknown-token",
            "lookUpAccount/header/early-date",
            "lookUpAccount/header/late-date",
            "lookUpAccount/header/missing-signature",
            "lookUpAccount/header/wrong-signature",
            "lookUpAccount/header/changed-body",
            "lookUpAccount/extra-field",
            "lookUpAccount/malformed-json",
            "lookUpAccount/empty-body",
            "lookUpAccount/missing/aggOrgId",
            "lookUpAccount/null/aggOrgId",
            "lookUpAccount/wrong-type/aggOrgId-object",
            "lookUpAccount/wrong-type/aggOrgId-array",
            "lookUpAccount/too-long/aggOrgId",
            "lookUpAccount/wrong-type/remark-object",
            "lookUpAccount/wrong-type/remark-array",
            "lookUpAccount/too-long/remark",
            "lookUpAccount/empty-optional/remark");
  }

  @Test
  void run_addedEndpoint_mockRespondsAsDocumented() throws CouldNotRunException {
    List<Outcome> outcomes;

    Masking masking = new Masking(contract);
    try (OwnMock mock = OwnMock.start(contract, masking)) {
      Suite suite = Suites.of(contract, mock.target(), Permissions.READ_ONLY, masking);
      suite.checks().stream()
          .filter(check -> check.operation().id().equals(ADDED))
          .forEach(suite::run);
      outcomes = suite.outcomes();
    }

    assertThat(outcomes)
        .hasSize(20)
        .allSatisfy(outcome -> assertThat(outcome.messages()).isEmpty())
        .allSatisfy(outcome -> assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED));
  }
}
