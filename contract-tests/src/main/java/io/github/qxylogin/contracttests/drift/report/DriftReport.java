package io.github.qxylogin.contracttests.drift.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Sources;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.overlay.DriftOverlay;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import io.github.qxylogin.contracttests.judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports what a target answered, beside the contract: as JSON, as a page to read, and as the
 * OpenAPI Overlay that would make the contract true. Holds calls in clear; writes none.
 */
public final class DriftReport implements Observer {

  public static final String JSON = "drift.json";
  public static final String PAGE = "drift.md";
  public static final String OVERLAY = "drift-overlay.yaml";
  public static final List<String> FILES = List.of(JSON, PAGE, OVERLAY);

  private final Drift drift;
  private final Masking masking;
  private final String source;
  private final Supplier<Sources> sources;
  private final InstantSource clock;

  /**
   * Reports calls that were compared already.
   *
   * @param source where they come from, in words
   * @param sources tells where the contract is written, which is asked when a report is
   */
  public DriftReport(Drift drift, Masking masking, String source, Supplier<Sources> sources) {
    this(drift, masking, source, sources, InstantSource.system());
  }

  private DriftReport(
      Drift drift, Masking masking, String source, Supplier<Sources> sources, InstantSource clock) {
    this.clock = clock;
    this.drift = drift;
    this.masking = masking;
    this.source = source;
    this.sources = sources;
  }

  /** Reports the answers of a run, which it has to observe; what was sent is the suite's own. */
  public static DriftReport ofRun(
      Contract contract, Masking masking, String url, InstantSource clock) {
    return new DriftReport(new Drift(contract, false), masking, url, Sources::load, clock);
  }

  @Override
  public synchronized void saw(
      Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings) {
    masking.learn(request);
    masking.learn(answer.body());
    drift.add(
        new ObservedCall(
            call.operation(),
            clock.instant().toString(),
            request,
            answer.status(),
            answer.contentType(),
            Optional.of(answer.body())),
        findings);
  }

  /** Adds what the suite found about the calls of the run. */
  public synchronized void add(List<Outcome> outcomes) {
    drift.add(outcomes);
  }

  Drift drift() {
    return drift;
  }

  /**
   * Writes the three files into a folder that exists.
   *
   * @param language the language of the page
   * @return the edits that the overlay makes
   */
  public synchronized DriftOverlay write(Path folder, Language language) throws IOException {
    Discretion discretion = new Discretion(drift.contract(), masking);
    DriftOverlay overlay = new DriftOverlay(drift, sources.get(), discretion);
    JsonNode json = new DriftJson(drift, discretion).of(source, overlay);
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    write(folder.resolve(JSON), text + "\n");
    write(folder.resolve(PAGE), DriftPage.of(drift, discretion, language, source, overlay));
    write(folder.resolve(OVERLAY), overlay.yaml());
    return overlay;
  }

  /** Unlike writeString, this puts up with half surrogate pairs. */
  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8));
  }
}
