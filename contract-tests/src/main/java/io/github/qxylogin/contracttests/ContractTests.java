package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * Runs the contract tests as JUnit tests of your build: a container for each operation, a test for
 * each check. Each method has the meaning of the command line's option. By default no request is
 * sent that costs or changes anything.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> contract() {
 *   return ContractTests.of("http://127.0.0.1:8089", System.getenv())
 *       .report(Path.of("target/contract-tests"))
 *       .tests();
 * }
 * }</pre>
 *
 * <p>A failed check fails its test with the text of the console. A skipped or unavailable check, or
 * an accepted failure, aborts its test with the reason. Drift passes, and is in the reports.
 */
public final class ContractTests {
  private final Map<String, String> environment;
  private final RunOptions options = new RunOptions();

  private ContractTests(Optional<String> target, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    options.target = target;
  }

  /**
   * Checks a server.
   *
   * @param target its URL
   * @param environment the credentials and the taxpayer, by the names that they have in the
   *     environment of the command line, such as QXY_APP_KEY; one that begins with QXY_ and is
   *     unknown is an error, and any other means nothing
   */
  public static ContractTests of(String target, Map<String, String> environment) {
    return new ContractTests(Optional.of(target), environment);
  }

  /** Starts a mock server for the tests, and runs all checks against it. */
  public static ContractTests ofOwnMock() {
    return new ContractTests(Optional.empty(), Map.of());
  }

  /** Also makes the calls that send an SMS, open a session or, on a mock, change an account. */
  public ContractTests allowSideEffects() {
    options.allowSideEffects = true;
    return this;
  }

  /** Also makes calls that may count as failed logins, three at most on a real target. */
  public ContractTests allowFailedLogins() {
    options.allowFailedLogins = true;
    return this;
  }

  /** Makes the checks by the pages of one of the vendor's modules alone, such as {@code legacy}. */
  public ContractTests module(String name) {
    options.module = Optional.of(name);
    return this;
  }

  /** Makes the checks by the contract as OpenAPI Overlays edit it, in their order. */
  public ContractTests overlay(Path... files) {
    options.output.overlays = List.of(files);
    return this;
  }

  /** Runs only the checks of these operations. Prerequisite calls still run. */
  public ContractTests only(String... operations) {
    options.only = new HashSet<>(List.of(operations));
    return this;
  }

  /** Makes the checks of these tiers alone, such as {@code read-only}; it allows nothing. */
  public ContractTests tiers(String... tiers) {
    options.tiers = new HashSet<>(List.of(tiers));
    return this;
  }

  /** Fails the tests of checks that drift too: differences that mislead no caller. */
  public ContractTests failOnDrift() {
    options.output.failOnDrift = true;
    return this;
  }

  /** Reads missing credentials and taxpayer values from a file. */
  public ContractTests config(Path file) {
    options.config = Optional.of(file);
    return this;
  }

  /** Trusts the CA, or a mock server's own certificate, of a PEM file instead of Java's. */
  public ContractTests ca(Path file) {
    options.output.ca = Optional.of(file);
    return this;
  }

  /** Puts up with the failures and the drift that a file lists, each until a day. */
  public ContractTests known(Path file) {
    options.known = Optional.of(file);
    return this;
  }

  /** Writes the reports into a folder when the stream of tests is closed, as JUnit does. */
  public ContractTests report(Path folder) {
    options.output.report = Optional.of(folder);
    return this;
  }

  /**
   * Returns the tests for JUnit. The first test runs all checks, in their order. Each test then
   * reports the outcome of its own check.
   *
   * @throws CouldNotRunException if the target cannot be reached, or an option is wrong
   */
  public Stream<DynamicNode> tests() {
    return tests(Contract.load());
  }

  Stream<DynamicNode> tests(Contract unedited) {
    Contract contract = options.output.edited(unedited);
    Masking masking = new Masking(contract);
    try {
      Run run = new Run(contract, masking, options, environment()).open();
      return new ContractTestNodes(run, masking, options.output.failOnDrift).stream();
    } catch (CouldNotRunException reason) {
      throw new CouldNotRunException(masking.clean(reason.getMessage()));
    }
  }

  /** A test runner owns the terminal: no prompt for a code, no colours. */
  private RunEnvironment environment() {
    return new RunEnvironment(
        environment,
        System.out,
        System.err,
        false,
        Optional.empty(),
        Language.of(Locale.getDefault(Locale.Category.DISPLAY)),
        Clock.system(ZoneId.systemDefault()),
        Suite.Sleeper.OF_THIS_THREAD);
  }
}
