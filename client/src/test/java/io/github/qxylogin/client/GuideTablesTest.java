package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static java.util.regex.Pattern.MULTILINE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what the guides list of the contract with the contract and the generated services. */
class GuideTablesTest {
  private static final Pattern ROW =
      Pattern.compile("^\\|([^|]*)\\| `(\\w+)\\(\\)` \\|([^|]*)\\|$", MULTILINE);
  private static final Pattern METHOD = Pattern.compile("`(\\w+)`");
  private static final String OLDER_MODULE = "†";

  private static List<MatchResult> rows(String guide) throws IOException {
    return ROW.matcher(Files.readString(Path.of(guide))).results().toList();
  }

  private static Stream<Operation> operations() {
    return CONTRACT.operations().stream().filter(TypedCalls::exist);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_methods_areThoseOfEachService(String guide) throws IOException {
    Map<String, Set<String>> shown = new TreeMap<>();
    for (MatchResult row : rows(guide)) {
      Stream<MatchResult> methods = METHOD.matcher(row.group(3)).results();
      shown.put(
          row.group(2), methods.map(method -> method.group(1)).collect(toCollection(TreeSet::new)));
    }

    Map<String, Set<String>> ofContract =
        operations()
            .collect(
                groupingBy(
                    TypedCalls::serviceName, mapping(Operation::id, toCollection(TreeSet::new))));
    assertThat(shown).isEqualTo(ofContract);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_servicesOfTheOlderModuleAlone_areMarked(String guide) throws IOException {
    Set<String> marked =
        rows(guide).stream()
            .filter(row -> row.group(1).contains(OLDER_MODULE))
            .map(row -> row.group(2))
            .collect(Collectors.toSet());

    Set<String> newer =
        operations()
            .filter(operation -> operation.modules().contains("current"))
            .map(TypedCalls::serviceName)
            .collect(Collectors.toSet());
    assertThat(operations().map(TypedCalls::serviceName))
        .allSatisfy(
            service -> assertThat(marked.contains(service)).isNotEqualTo(newer.contains(service)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_callbacks_areAllNamed(String guide) throws IOException {
    assertThat(Files.readString(Path.of(guide)))
        .contains(CONTRACT.webhooks().stream().map(Operation::id).toList());
  }
}
