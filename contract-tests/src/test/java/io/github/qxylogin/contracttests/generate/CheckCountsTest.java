package io.github.qxylogin.contracttests.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.run.Selection.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares how many checks of each tier and kind an operation has with a committed table. */
class CheckCountsTest {
  private static final Path COMMITTED = Path.of("src/test/resources/check-counts.yaml");
  private static final Path COUNTED = Path.of("target/check-counts.yaml");
  private static final TypeReference<Map<String, Map<String, Long>>> TABLE =
      new TypeReference<>() {};

  @Test
  void of_wholeContract_areAsManyAsCommitted() throws IOException {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    List<Check> checks = Checks.of(Contract.load());
    for (Check check : checks) {
      Map<String, Long> own = counts.computeIfAbsent(check.operation().id(), o -> new TreeMap<>());
      own.merge(Tier.of(check).name(), 1L, Long::sum);
      own.merge(check.id().split("/", -1)[1], 1L, Long::sum);
    }
    StringBuilder table = new StringBuilder("# %d checks\n".formatted(checks.size()));
    counts.forEach((id, own) -> table.append(id + ": " + own.toString().replace("=", ": ") + "\n"));
    Files.writeString(COUNTED, table);

    if (Files.isDirectory(Path.of("../openapi/overlays"))) {
      assertAllRemain(counts);
    } else {
      assertThat(COUNTED)
          .as("renew with: cp contract-tests/%s contract-tests/%s", COUNTED, COMMITTED)
          .hasSameTextualContentAs(COMMITTED);
    }
  }

  /** An overlay that is tried in the contract adds checks and takes none away. */
  private static void assertAllRemain(Map<String, Map<String, Long>> counts) throws IOException {
    new YAMLMapper()
        .readValue(COMMITTED.toFile(), TABLE)
        .forEach(
            (operation, own) ->
                own.forEach(
                    (name, committed) ->
                        assertThat(counts.getOrDefault(operation, Map.of()).get(name))
                            .as(operation + " " + name)
                            .isGreaterThanOrEqualTo(committed)));
  }
}
