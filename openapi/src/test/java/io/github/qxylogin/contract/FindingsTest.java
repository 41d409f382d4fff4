package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rule finds is described with the place to mend. */
class FindingsTest {
  private static final ContractUnderTest CONTRACT = ContractUnderTest.asItIs();

  private final Findings findings = new Findings(CONTRACT);

  @Test
  void check_whatDoesNotHold_namesFileLineSubjectAndProblem() throws IOException {
    ContractUnderTest.Part part = CONTRACT.operations().get(0);
    Path file = Path.of("paths", part.operation().fileName() + ".yaml");

    findings.check(part.described().at("summary"), "the summary", false, "is too long");

    assertThat(findings.violations())
        .containsExactly(
            "%s:%d /post/summary: the summary: is too long"
                .formatted(ContractUnderTest.FOLDER.resolve(file), line(file, "summary:")));
  }

  @Test
  void check_memberOfAClassOfAPathFile_namesItsPlaceThere() throws IOException {
    JsonPointer member =
        JsonPointer.compile("/components/schemas/UploadSmsCodeData/properties/dppt");
    Path file = Path.of("paths/login_multiacc_dpptpushsms.yaml");

    findings.check(member, "dppt", false, "is wrong");

    assertThat(findings.violations())
        .first()
        .asString()
        .startsWith(ContractUnderTest.FOLDER.resolve(file) + ":" + line(file, "dppt:") + " /post/");
  }

  @Test
  void check_whatWasPlanted_namesWhereItWouldStand() throws IOException {
    findings.check(JsonPointer.compile("/tags/99/name"), "spare", false, "is not used");

    Path root = Path.of("qixiangyun-login.yaml");
    assertThat(findings.violations())
        .first()
        .asString()
        .startsWith(ContractUnderTest.FOLDER.resolve(root) + ":" + line(root, "tags:"));
  }

  @Test
  void check_caseOfAnOperation_isThePlaceOfItsResponse() {
    for (ContractUnderTest.Part part : CONTRACT.operations()) {
      for (Case documented : part.operation().cases()) {
        findings.check(part.operation(), documented, false, "x");
      }
    }

    assertThat(findings.violations())
        .isNotEmpty()
        .allMatch(described -> described.matches(".*/([a-z0-9-]+)(\\.yaml:1)?: \\w+ \\1: x"));
  }

  @Test
  void violations_nothingLookedAt_isOne() {
    assertThat(findings.violations()).containsExactly("there is nothing to look at");
  }

  private static int line(Path file, String start) throws IOException {
    List<String> lines = Files.readAllLines(ContractUnderTest.FOLDER.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).stripLeading().startsWith(start)) {
        return i + 1;
      }
    }
    throw new AssertionError(file + " has no line that starts with " + start);
  }
}
