package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.drift.recording.HarFile;
import io.github.qxylogin.contracttests.drift.recording.RecordedRun;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.report.Progress;
import io.github.qxylogin.contracttests.report.Report;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.targets.TrustedCertificates;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges recorded calls: a run whose calls came from a file or a URL. */
@Command(
    name = "drift",
    description = "Judges recorded calls by the contract, and writes the same reports as a run.",
    footer = {
      "",
      "A mock server that asks for its control token needs QXY_CONTROL_TOKEN.",
      "",
      "  java -jar … drift --har calls.har --report report",
      "  java -jar … drift --har https://127.0.0.1:8443 --ca mock.pem --report report",
      "  mkdir -p openapi/overlays && cp report/drift-overlay.yaml openapi/overlays/ && \\",
      "    ./mvnw verify",
      "",
      "Exit code 0: no breaking drift; 1: breaking drift, or any with --fail-on-drift; 2: the"
          + " recording cannot be read.",
      "No secret of the recording is written; even so, keep HAR files to yourself."
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
final class DriftCommand implements Callable<Integer> {
  private static final String ROOT = "qixiangyun-login.yaml";
  private static final int ENOUGH_OTHERS = 5;
  private final Contract built;
  private final Masking ofTheBuilt;
  private final Surroundings surroundings;

  @Option(
      names = "--har",
      paramLabel = "FILE-OR-URL",
      required = true,
      description =
          "An HTTP archive, as the network panel of a browser exports it, or an entry of one a"
              + " line (NDJSON); or the address of a mock server.")
  private String har;

  @Option(
      names = "--openapi",
      paramLabel = "DIR",
      description = "The contract's files, openapi/ of a checkout; without it, those of this jar.")
  private Optional<Path> openapi = Optional.empty();

  @Mixin private ReportOptions options;

  DriftCommand(Contract built, Masking masking, Surroundings surroundings) {
    this.built = built;
    this.ofTheBuilt = masking;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Masking masking = ofTheBuilt;
    try {
      Contract contract = openapi.map(DriftCommand::contract).orElse(built);
      masking = openapi.isEmpty() ? ofTheBuilt : new Masking(contract);
      String controlToken = surroundings.environment().getOrDefault("QXY_CONTROL_TOKEN", "");
      masking.learn(controlToken);
      return report(contract, masking, controlToken);
    } catch (RuntimeException | Error failure) { // Nobody else knows the recording's secrets.
      return Ending.of(failure, "Cannot tell the drift: ", masking, surroundings.err());
    }
  }

  private static Contract contract(Path folder) {
    return Contract.read(folder.resolve(ROOT));
  }

  private int report(Contract contract, Masking masking, String controlToken) {
    options.report.ifPresent(Reports::makeRoom);
    DriftOverlay edits = new DriftOverlay(contract, masking);
    RecordedRun run = new RecordedRun(contract, masking, edits);
    new HarFile(har, masking).read(run, controlToken, options.ca.map(TrustedCertificates::read));
    List<Outcome> outcomes = run.outcomes();
    if (outcomes.isEmpty()) {
      throw new CouldNotRunException(
          HarFile.shown(har) + " has no call of the contract's operations; seen: " + seen(run));
    }
    List<String> notes =
        run.notes().entrySet().stream().map(n -> n.getValue() + " calls " + n.getKey()).toList();
    Report judged =
        Report.of(
                contract,
                masking,
                Report.Source.recording(masking.clean(HarFile.shown(har))),
                outcomes)
            .in(options.lang.orElse(surroundings.language()))
            .with(edits, notes);
    PrintStream out = surroundings.out();
    Progress progress = new Progress(out, false, false, outcomes.size(), surroundings.clock());
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
