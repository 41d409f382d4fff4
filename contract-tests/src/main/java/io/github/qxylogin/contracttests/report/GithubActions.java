package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reports a run to GitHub Actions: annotations, alike failures as one, and a job summary. */
public record GithubActions(PrintStream out, Optional<Path> summary) {
  /** GitHub shows no more annotations of a step. */
  static final int MOST_ANNOTATIONS = 10;

  /** Returns the reporter, if this is a workflow of GitHub Actions. */
  public static Optional<GithubActions> of(Map<String, String> environment, PrintStream out) {
    if (!environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
      return Optional.empty();
    }
    Optional<Path> summary =
        Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    return Optional.of(new GithubActions(out, summary));
  }

  /** Reports why a run did not begin. */
  public void report(String reason, boolean unavailable) {
    String level = unavailable ? "warning" : "error";
    out.println("::" + level + " title=contract tests::" + Markup.annotation(reason));
  }

  public void report(Report report) {
    out.print(Markup.render("annotations", report).replaceAll("\n{2,}", "\n").stripLeading());
    summary.ifPresent(file -> append(file, report));
  }

  /** Returns a summary in HTML without empty lines, which Markdown leaves unchanged. */
  static String summary(Report report) {
    String block = Markup.render("summary", report);
    return "\n" + block.replaceAll("\\s*\n\\s*", "") + "\n";
  }

  private void append(Path file, Report report) {
    try {
      Files.write(file, summary(report).getBytes(UTF_8), CREATE, APPEND);
    } catch (IOException unwritable) {
      String problem = Markup.annotation("no job summary: " + unwritable);
      out.println("::warning title=contract tests::" + problem);
    }
  }
}
