package io.github.qxylogin.contracttests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.run.KnownFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the blocks of the guide that are no commands to what reads such files. */
class SnippetsTest {
  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void knownFailures_meanChecksThatThereAre(String guide, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("known.txt"), only(guide, ""));
    List<String> ids = Checks.of(Contract.load()).stream().map(Check::id).toList();

    assertThat(KnownFailures.read(file, ids, LocalDate.of(2026, 11, 27))).isNotNull();
  }

  private static String only(String guide, String language) {
    List<String> blocks = Page.of("contract-tests/" + guide).blocks(language);
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }
}
