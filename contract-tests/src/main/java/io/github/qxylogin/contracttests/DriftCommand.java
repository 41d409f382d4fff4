package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.drift.recording.HarFile;
import io.github.qxylogin.contracttests.drift.recording.RecordedRun;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.report.Progress;
import io.github.qxylogin.contracttests.report.Report;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges recorded calls from a file or a URL, like the calls of a run. */
@Command(
    name = "drift",
    resourceBundle = "io.github.qxylogin.contracttests.help",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
final class DriftCommand implements Callable<Integer> {
  private static final int ENOUGH_OTHERS = 5;
  private final Contract built;
  private final RunEnvironment environment;

  @Option(names = "--har", paramLabel = "FILE-OR-URL", required = true)
  private String har;

  @Mixin private ReportOptions options;

  DriftCommand(Contract built, RunEnvironment environment) {
    this.built = built;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Masking masking = new Masking(built);
    try {
      Contract contract = options.edited(built);
      masking = new Masking(contract);
      String controlToken = environment.variables().getOrDefault("QXY_CONTROL_TOKEN", "");
      masking.learn(controlToken);
      return report(contract, masking, controlToken);
    } catch (RuntimeException | Error failure) { // The masking here has the recording's secrets.
      return Ending.of(failure, "Cannot judge the recording: ", masking, environment.err());
    }
  }

  private int report(Contract contract, Masking masking, String controlToken) {
    options.report.ifPresent(Reports::makeRoom);
    DriftOverlay edits = new DriftOverlay(contract, masking);
    RecordedRun run = new RecordedRun(contract, masking, edits);
    new HarFile(har, masking).read(run, controlToken, options.ca.map(Configuration::trusted));
    List<Outcome> outcomes = run.outcomes();
    if (outcomes.isEmpty()) {
      throw new CouldNotRunException(
          HarFile.shown(har) + " has no call of the contract's operations; seen: " + seen(run));
    }
    List<String> notes =
        run.notes().entrySet().stream().map(n -> n.getValue() + " calls " + n.getKey()).toList();
    Report judged =
        new Report(
            contract,
            masking,
            Report.Source.recording(masking.clean(HarFile.shown(har))),
            outcomes.stream().map(Outcome::check).toList(),
            outcomes,
            run.start(),
            outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus),
            Optional.empty(),
            false,
            edits,
            notes,
            options.lang.orElse(environment.language()));
    PrintStream out = environment.out();
    Progress progress = new Progress(out, false, false, outcomes.size(), environment.clock());
    outcomes.forEach(progress::done);
    progress.sum(judged);
    notes.forEach(out::println);
    if (!run.others().isEmpty()) {
      out.println("Calls of no operation: " + seen(run));
    }
    options.write(judged);
    options.report.ifPresent(progress::written);
    return options.breaks(judged) ? Ending.BREAKS : 0;
  }

  private static String seen(RecordedRun run) {
    String seen =
        run.others().entrySet().stream()
            .limit(ENOUGH_OTHERS)
            .map(other -> other.getKey() + " × " + other.getValue())
            .collect(Collectors.joining(", "));
    return seen.isEmpty() ? "questions of a browser before its calls" : seen;
  }
}
