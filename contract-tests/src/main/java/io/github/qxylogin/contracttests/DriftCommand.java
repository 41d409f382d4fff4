package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.ContractException;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.OperationDrift;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.drift.recording.Recorded;
import io.github.qxylogin.contracttests.drift.recording.RecordedDrift;
import io.github.qxylogin.contracttests.drift.recording.Recording;
import io.github.qxylogin.contracttests.drift.recording.RecordingSource;
import io.github.qxylogin.contracttests.drift.report.DriftPage;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.targets.TrustedCertificates;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells from recorded calls what a server answers that the contract does not know. */
@Command(
    name = "drift",
    description = "Compares recorded calls with the contract, and suggests the edits of openapi/.",
    footer = {
      "",
      "The journal of a server that asks for its control token needs QXY_CONTROL_TOKEN.",
      "",
      "  java -jar … drift --har calls.har --report report",
      "  java -jar … drift --journal https://127.0.0.1:8443 --ca mock.pem --report report",
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

  private static final String CONTROL_TOKEN = "QXY_CONTROL_TOKEN";
  private static final String ROOT = "qixiangyun-login.yaml";
  private static final int DRIFTED = 1;
  private static final int COULD_NOT_READ = 2;
  private static final String OWN_FAULTS =
      " left out: faults that the mock server was told to make, its own errors, calls given up,"
          + " statuses that are none";
  private static final String LOST_BODIES =
      " judged by the head alone: the recording has a body that cannot be decoded, or is too long";

  private static final int ENOUGH_LINES = 20;
  private static final int ENOUGH_OTHERS = 5;

  private final Contract built;
  private final Masking ofTheBuilt;
  private final Map<String, String> environment;
  private final Language language;
  private final PrintStream out;
  private final PrintStream err;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--openapi",
      paramLabel = "DIR",
      description = "The contract's files, openapi/ of a checkout; without it, those of this jar.")
  private Optional<Path> openapi = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The CA, or a mock server's own certificate, to trust (PEM) instead of Java's, where"
              + " --journal is an address.")
  private Optional<Path> ca = Optional.empty();

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      description = "The language of drift.md; by default that of the system.")
  private Optional<Language> lang = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      required = true,
      description = "Where to write drift.json, drift.md and drift-overlay.yaml.")
  private Path report;

  @Option(names = "--fail-on-drift", description = "Drift that breaks no caller exits with 1 too.")
  private boolean failOnDrift;

  /** What is read: one of the two. */
  private static final class Source {

    @Option(
        names = "--har",
        paramLabel = "FILE",
        description =
            "An HTTP archive, as the network panel of a browser exports it, or an entry of one a"
                + " line (NDJSON).")
    private Path har;

    @Option(
        names = "--journal",
        paramLabel = "FILE-OR-URL",
        description =
            "The journal of a mock server: what GET /__mock/requests answered, or a call a line"
                + " (NDJSON), or where it is.")
    private String journal;
  }

  DriftCommand(Contract built, Masking masking, Surroundings surroundings) {
    this.built = built;
    this.ofTheBuilt = masking;
    this.environment = surroundings.environment();
    this.language = surroundings.language();
    this.out = surroundings.out();
    this.err = surroundings.err();
  }

  @Override
  public Integer call() {
    Masking masking = ofTheBuilt;
    try {
      Contract contract = openapi.map(DriftCommand::contract).orElse(built);
      masking = openapi.isEmpty() ? ofTheBuilt : new Masking(contract);
      masking.learn(environment.getOrDefault(CONTROL_TOKEN, ""));
      return report(contract, masking);
    } catch (CouldNotRunException | ContractException reason) {
      err.println("Cannot tell the drift: " + line(masking, reason.getMessage()));
      return COULD_NOT_READ;
    } catch (RuntimeException | Error crash) { // Nobody else knows the secrets of the recording.
      String where =
          Stream.of(crash.getStackTrace()).findFirst().map(at -> ", at " + at).orElse("");
      err.println("Cannot tell the drift: " + line(masking, crash.toString()) + where);
      return COULD_NOT_READ;
    }
  }

  private static String line(Masking masking, String message) {
    return Markup.onTerminal(masking.clean(message).lines().findFirst().orElse(""));
  }

  private static Contract contract(Path folder) {
    return Contract.read(folder.resolve(ROOT));
  }

  private int report(Contract contract, Masking masking) {
    Discretion discretion = new Discretion(contract, masking);
    RecordedDrift recorded = new RecordedDrift(contract, discretion);
    read(masking, recorded::add);
    Drift drift = recorded.drift();
    if (drift.calls() == 0) {
      throw new CouldNotRunException(
          name() + " has no call of the contract's operations; seen: " + seen(drift));
    }
    DriftReport writer = new DriftReport(drift, masking, name(), this::sources);
    try {
      Files.createDirectories(report);
      print(drift, discretion, writer.write(report, lang.orElse(language)));
      recorded
          .prefixes()
          .forEach(
              (prefix, count) ->
                  out.println(
                      DriftPage.number(count, "call")
                          + " found by the end of the path, behind "
                          + prefix));
      if (recorded.ownFaults() > 0) {
        out.println(DriftPage.number(recorded.ownFaults(), "call") + OWN_FAULTS);
      }
      if (recorded.lostBodies() > 0) {
        out.println(DriftPage.number(recorded.lostBodies(), "answer") + LOST_BODIES);
      }
    } catch (IOException unwritable) {
      throw new CouldNotRunException("nothing can be written to " + report, unwritable);
    }
    boolean fails = failOnDrift ? !drift.findings().isEmpty() : drift.breaking() > 0;
    return fails ? DRIFTED : 0;
  }

  private Sources sources() {
    return openapi.map(folder -> Sources.of(folder.resolve(ROOT))).orElseGet(Sources::load);
  }

  private String name() {
    return source.har == null ? source.journal : source.har.toString();
  }

  private static String seen(Drift drift) {
    String seen =
        Stream.of(drift.otherHosts(), drift.strangers())
            .flatMap(calls -> calls.entrySet().stream())
            .limit(ENOUGH_OTHERS)
            .map(e -> DriftPage.number(e.getValue(), "call") + " of " + e.getKey())
            .collect(Collectors.joining(", "));
    return seen.isEmpty() ? "questions of a browser before its calls" : seen;
  }

  private void read(Masking masking, Consumer<Recorded> calls) {
    if (source.har != null) {
      RecordingSource.ofFile(source.har, Recording.har(name(), masking), calls);
      return;
    }
    Recording journal = Recording.journal(name(), masking);
    if (RecordingSource.isUrl(source.journal)) {
      String token = environment.getOrDefault(CONTROL_TOKEN, "");
      RecordingSource.ofUrl(
          source.journal, token, ca.map(TrustedCertificates::read), journal, calls);
    } else {
      RecordingSource.ofFile(Path.of(source.journal), journal, calls);
    }
  }

  private void print(Drift drift, Discretion discretion, DriftOverlay overlay) {
    List<String> lines = new ArrayList<>();
    for (OperationDrift of : drift.called()) {
      for (DriftFinding finding : of.findings()) {
        String line = of.operation() + " " + DriftPage.line(finding, of, discretion, Language.EN);
        lines.add(Markup.onTerminal(line.replace("**", "").replace("`", "")));
      }
    }
    lines.stream().limit(ENOUGH_LINES).forEach(out::println);
    if (lines.size() > ENOUGH_LINES) {
      out.println("… and " + (lines.size() - ENOUGH_LINES) + " more");
    }
    int strangers = drift.strangers().values().stream().mapToInt(Integer::intValue).sum();
    int others = drift.otherHosts().values().stream().mapToInt(Integer::intValue).sum();
    out.println(DriftPage.sum(drift));
    if (strangers + others > 0) {
      out.printf(
          "Besides %s of no operation, %d of other hosts.%n",
          DriftPage.number(strangers, "call"), others);
    }
    out.printf(
        "Written to %s: %s, %s, %s with %s%n",
        report,
        DriftReport.JSON,
        DriftReport.PAGE,
        DriftReport.OVERLAY,
        DriftPage.number(overlay.edits().size(), "edit"));
  }
}
