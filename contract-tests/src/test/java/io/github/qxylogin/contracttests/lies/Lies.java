package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Terminal;
import io.github.qxylogin.contracttests.judge.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tests the suite by lies: a mock server that breaks its contract in one way at a time has to turn
 * it red, one that only does what the contract allows must not.
 *
 * <p>{@code ./mvnw -Plies -DskipTests verify} prints the kill table and leaves it in {@code
 * target/lies}; {@code -Dlies.each=5} takes more mutants of each operator.
 */
final class Lies {
  private static final int WORKERS = 2;

  /** So that a real target gets more than sixty. */
  private static final int HARMLESS_OF_EACH = 4;

  private final Contract contract = Contract.load();
  private final List<Operator> operators;
  private final PrintStream out;

  Lies(List<Operator> operators, PrintStream out) {
    this.operators = operators;
    this.out = out;
  }

  /** Takes the folder for the kill table, and how many mutants to make with each operator. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    System.exit(
        new Lies(Operators.all(), Terminal.out()).run(Path.of(args[0]), Integer.parseInt(args[1])));
  }

  int run(Path folder, int ofEach) throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    List<Outcome> failures = honestFailures();
    if (!failures.isEmpty()) {
      failures.forEach(failure -> failure.messages().forEach(out::println));
      out.println("The suite is red without a lie: mend that first.");
      return 1;
    }
    boolean mock = told("mock", folder, ofAMock(ofEach), Liar::start);
    boolean real = told("real", folder.resolve("real"), ofARealTarget(ofEach), Liar::startAsReal);
    out.println("%d s".formatted(Duration.between(start, Instant.now()).toSeconds()));
    return mock && real ? 0 : 1;
  }

  /** Tells all lies in one mode, and returns whether enough of them are seen. */
  private boolean told(
      String mode, Path folder, List<Mutant> mutants, Function<Contract, Liar> liars)
      throws IOException, InterruptedException, ExecutionException {
    Kills kills = new Kills(trials(mutants, () -> liars.apply(contract)));
    KillTable table = new KillTable(kills);
    table.write(folder);
    out.println("Lies of a " + mode + " target\n" + table.text());
    out.println("In full: " + folder.resolve("kills.html") + "\n");
    return kills.enough();
  }

  List<Mutant> ofAMock(int ofEach) {
    return mutants(ofEach, mutant -> true);
  }

  List<Mutant> ofARealTarget(int ofEach) {
    return Stream.concat(
            mutants(ofEach, m -> !isHarmless(m) && Survival.reason(m).isEmpty()).stream(),
            mutants(HARMLESS_OF_EACH, Lies::isHarmless).stream())
        .toList();
  }

  private List<Mutant> mutants(int ofEach, Predicate<Mutant> which) {
    return Sample.of(contract, operators, ofEach, which);
  }

  static boolean isHarmless(Mutant mutant) {
    return mutant.operator().harmless();
  }

  private List<Outcome> honestFailures() {
    return Stream.<Function<Contract, Liar>>of(Liar::start, Liar::startAsReal)
        .flatMap(liars -> failures(liars).stream())
        .toList();
  }

  private List<Outcome> failures(Function<Contract, Liar> liars) {
    try (Liar liar = liars.apply(contract)) {
      return liar.honest().stream().filter(Outcome::failed).toList();
    }
  }

  /** Each worker has a server of its own, so that nobody waits for another's clock. */
  private List<Trial> trials(List<Mutant> mutants, Supplier<Liar> liars)
      throws InterruptedException, ExecutionException {
    Queue<Integer> open = new ConcurrentLinkedQueue<>();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < mutants.size(); i++) {
      open.add(i);
      trials.add(null);
    }
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      work.add(workers.submit(() -> tryAll(mutants, liars, open, trials)));
    }
    workers.shutdown();
    for (Future<?> done : work) {
      done.get();
    }
    return trials;
  }

  private static void tryAll(
      List<Mutant> mutants, Supplier<Liar> liars, Queue<Integer> open, List<Trial> trials) {
    try (Liar liar = liars.get()) {
      for (Integer i = open.poll(); i != null; i = open.poll()) {
        Trial trial = liar.tried(mutants.get(i));
        synchronized (trials) {
          trials.set(i, trial);
        }
      }
    }
  }
}
