package io.github.qxylogin.mock.control;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what the contract says of codes and evidence as tables in Markdown. */
final class ReferenceTables {
  private static final String TRUE = "✓";

  private ReferenceTables() {}

  static String of(Contract contract) {
    return folded("错误码 / Codes", codes(contract)) + folded("证据 / Evidence", evidence(contract));
  }

  /** Long tables stand between a reader and the operations. */
  private static String folded(String title, List<List<String>> rows) {
    return "\n\n<details><summary>%s</summary>\n\n%s\n</details>\n"
        .formatted(
            title,
            rows.stream()
                .map(
                    row ->
                        row.stream()
                            .map(ReferenceTables::cell)
                            .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static List<List<String>> table(String... heads) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(heads));
    rows.add(Stream.of(heads).map(head -> "---").toList());
    return rows;
  }

  private static List<List<String>> codes(Contract contract) {
    List<List<String>> rows = table("code", "family", "中文", "English", "evidence", "retry");
    Stream.of(contract.codes().all(), contract.codes().classes())
        .flatMap(codes -> codes.stream())
        .forEach(
            code ->
                rows.add(
                    List.of(
                        "`" + code.code() + "`",
                        code.family().key(),
                        code.chinese(),
                        code.english(),
                        code.evidence().key(),
                        code.retryable() ? TRUE : "")));
    return rows;
  }

  private static List<List<String>> evidence(Contract contract) {
    List<List<String>> rows = table("operation", "path", "evidence", "cases");
    for (Operation operation : contract.operations()) {
      rows.add(
          List.of(
              operation.id(),
              "`" + operation.path() + "`",
              operation.evidence().key(),
              operation.cases().stream()
                  .collect(
                      Collectors.groupingBy(
                          each -> each.evidence().key(), TreeMap::new, Collectors.counting()))
                  .entrySet()
                  .stream()
                  .map(grade -> grade.getKey() + " " + grade.getValue())
                  .collect(Collectors.joining(", "))));
    }
    return rows;
  }
}
