package io.github.qxylogin.contracttests.drift.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Observer;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.ObservedCall;
import io.github.qxylogin.contracttests.drift.patch.ContractEdit;
import io.github.qxylogin.contracttests.drift.patch.ContractFiles;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports what a target answered, beside the contract: as JSON, as a page to read, and as the patch
 * of the contract's files that would make it true. Holds calls in clear; writes none.
 */
public final class DriftReport implements Observer {

  public static final String JSON = "drift.json";
  public static final String PAGE = "drift.md";
  public static final String PATCH = "drift.patch";
  public static final List<String> FILES = List.of(JSON, PAGE, PATCH);

  private final Drift drift;
  private final Masking masking;
  private final String source;
  private final Supplier<ContractFiles> files;

  /**
   * Reports calls that were compared already.
   *
   * @param source where they come from, in words
   * @param files reads the contract's files, which takes a while and is done for a patch alone
   */
  public DriftReport(Drift drift, Masking masking, String source, Supplier<ContractFiles> files) {
    this.drift = drift;
    this.masking = masking;
    this.source = source;
    this.files = files;
  }

  /** Reports the answers of a run, which it has to observe; what was sent is the suite's own. */
  public static DriftReport ofRun(Contract contract, Masking masking, String url) {
    return new DriftReport(new Drift(contract, false), masking, url, ContractFiles::ofThisJar);
  }

  @Override
  public synchronized void saw(Check check, Step.Call call, JsonNode request, Answer answer) {
    masking.learn(request);
    masking.learn(answer.body());
    drift.add(
        new ObservedCall(
            call.operation(),
            Instant.now().toString(),
            request,
            answer.status(),
            answer.contentType(),
            Optional.of(answer.body())));
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
   * @return the edit that the patch makes
   */
  public synchronized ContractEdit write(Path folder, Language language) throws IOException {
    Discretion discretion = new Discretion(drift.contract(), masking);
    ContractEdit edit = new ContractEdit(drift, files.get(), discretion);
    JsonNode json = new DriftJson(drift, discretion).of(source, edit);
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    write(folder.resolve(JSON), text + "\n");
    write(folder.resolve(PAGE), DriftPage.of(drift, discretion, language, source, edit));
    write(folder.resolve(PATCH), edit.patch());
    return edit;
  }

  /** Unlike writeString, this puts up with half surrogate pairs. */
  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8));
  }
}
