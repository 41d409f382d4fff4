package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reports a run in the Common Test Report Format (ctrf.io), which dashboards read. */
final class CtrfReport {

  record Document(String reportFormat, String specVersion, Results results) {}

  record Results(Tool tool, Summary summary, List<Test> tests) {}

  record Tool(String name) {}

  record Summary(
      int tests,
      long passed,
      long failed,
      long pending,
      long skipped,
      long other,
      long start,
      long stop) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Test(String name, String status, long duration, List<String> suite, String message) {}

  private CtrfReport() {}

  static void write(Path file, Report report) throws IOException {
    List<Test> tests =
        Stream.concat(
                report.outcomes().stream().map(outcome -> test(report, outcome)),
                report.notRun().stream().map(CtrfReport::notMade))
            .toList();
    Summary summary =
        new Summary(
            tests.size(),
            count(tests, "passed"),
            count(tests, "failed"),
            count(tests, "pending"),
            count(tests, "skipped"),
            count(tests, "other"),
            report.start().toEpochMilli(),
            report.start().plus(report.took()).toEpochMilli());
    Tool tool = new Tool("qixiangyun-login-contract-tests");
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(
            file.toFile(), new Document("CTRF", "0.0.0", new Results(tool, summary, tests)));
  }

  private static long count(List<Test> tests, String status) {
    return tests.stream().filter(test -> test.status().equals(status)).count();
  }

  private static Test test(Report report, Outcome outcome) {
    String message = String.join("\n", outcome.messages(report.language()));
    return new Test(
        outcome.check().id(),
        status(outcome.verdict()),
        outcome.took().toMillis(),
        List.of(outcome.check().operation().id()),
        Markup.printable(Markup.shortened(message)));
  }

  private static Test notMade(Check check) {
    return new Test(check.id(), "pending", 0, List.of(check.operation().id()), "");
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case PASSED, DRIFTED -> "passed";
      case FAILED -> "failed";
      case KNOWN, UNAVAILABLE -> "other";
      case SKIPPED -> "skipped";
    };
  }
}
