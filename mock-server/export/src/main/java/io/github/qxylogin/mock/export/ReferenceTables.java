package io.github.qxylogin.mock.export;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the codes and the evidence of a contract as Markdown tables. */
final class ReferenceTables {
  private ReferenceTables() {}

  static String of(Contract contract) {
    Stream<List<String>> codes =
        Stream.of(contract.codes().all(), contract.codes().classes())
            .flatMap(Collection::stream)
            .map(
                code ->
                    List.of(
                        "`" + code.code() + "`",
                        code.family().key(),
                        code.chinese(),
                        code.english(),
                        code.evidence().key(),
                        code.retryable() ? "✓" : ""));
    Stream<List<String>> evidence =
        contract.operations().stream()
            .map(
                operation ->
                    List.of(
                        operation.id(),
                        "`" + operation.path() + "`",
                        operation.evidence().key(),
                        cases(operation)));
    return folded(
            "错误码 / Codes", List.of("code", "family", "中文", "English", "evidence", "retry"), codes)
        + folded("依据 / Evidence", List.of("operation", "path", "evidence", "cases"), evidence);
  }

  /** Returns the number of cases for each evidence. */
  private static String cases(Operation operation) {
    return operation.cases().stream()
        .collect(
            Collectors.groupingBy(
                each -> each.evidence().key(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(grade -> grade.getKey() + " " + grade.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Folds a table, so that the operations begin on the first screen. */
  private static String folded(String title, List<String> heads, Stream<List<String>> rows) {
    List<String> line = heads.stream().map(head -> "---").toList();
    return "\n\n<details><summary>%s</summary>\n\n%s\n</details>\n"
        .formatted(
            title,
            Stream.concat(Stream.of(heads, line), rows)
                .map(ReferenceTables::row)
                .collect(Collectors.joining()));
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(text -> text.replace("|", "\\|").replace("\n", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
