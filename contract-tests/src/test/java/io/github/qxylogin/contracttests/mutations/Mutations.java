package io.github.qxylogin.contracttests.mutations;

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
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tests the suite by fault injection: a proxy breaks the contract of a mock server in one way at a
 * time. Each mutation has to fail the run, a harmless change must not, and a response that shows
 * nothing, such as a dropped connection, a 502 or maintenance, has to end it as unavailable.
 *
 * <p>To the suite the server is the platform: by URL, without a control API, with a taxpayer of its
 * own, all flags, and a person who reads the SMS. All checks run in a user's order, with the limits
 * and the three failed logins of one run. {@link Variety} changes what no page fixes. Fewer than 95
 * % detected mutations, or a false alarm, fail.
 *
 * <p>{@code ./mvnw -Pmutations -DskipTests verify} prints the kill table and writes it to {@code
 * target/mutations}: two mutants of each operator, four of each harmless change. {@code
 * -Dmutations.each=5} takes more.
 */
final class Mutations {
  private static final int WORKERS = 2;

  /** So that a real target gets more than sixty. */
  private static final int HARMLESS_OF_EACH = 4;

  private final Contract contract = Contract.load();
  private final List<Operator> operators;
  private final PrintStream out;

  Mutations(List<Operator> operators, PrintStream out) {
    this.operators = operators;
    this.out = out;
  }

  /** Takes the folder for the kill table, and how many mutants to make with each operator. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    System.exit(
        new Mutations(Operators.all(), Terminal.out())
            .run(Path.of(args[0]), Integer.parseInt(args[1])));
  }

  int run(Path folder, int ofEach) throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    List<Outcome> failures = honestFailures();
    if (!failures.isEmpty()) {
      failures.forEach(failure -> failure.messages().forEach(out::println));
      out.println("The suite is red without a mutation: mend that first.");
      return 1;
    }
    Kills kills = new Kills(trials(mutants(ofEach)));
    KillTable table = new KillTable(kills);
    table.write(folder);
    out.println(table.text());
    out.println("In full: " + folder.resolve("kills.html"));
    out.println("%d s".formatted(Duration.between(start, Instant.now()).toSeconds()));
    return kills.enough() ? 0 : 1;
  }

  List<Mutant> mutants(int ofEach) {
    return Stream.concat(
            mutants(ofEach, m -> !isHarmless(m) && Survival.reason(m).isEmpty()).stream(),
            mutants(HARMLESS_OF_EACH, Mutations::isHarmless).stream())
        .toList();
  }

  private List<Mutant> mutants(int ofEach, Predicate<Mutant> which) {
    return Sample.of(contract, operators, ofEach, which);
  }

  static boolean isHarmless(Mutant mutant) {
    return mutant.operator().harmless();
  }

  private List<Outcome> honestFailures() {
    try (MutatedPlatform mutated = MutatedPlatform.start(contract)) {
      return mutated.honest().stream().filter(Outcome::failed).toList();
    }
  }

  /** Each worker has a server of its own, so that nobody waits for another's clock. */
  private List<Trial> trials(List<Mutant> mutants) throws InterruptedException, ExecutionException {
    Queue<Integer> open = new ConcurrentLinkedQueue<>();
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < mutants.size(); i++) {
      open.add(i);
      trials.add(null);
    }
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      work.add(workers.submit(() -> tryAll(mutants, open, trials)));
    }
    workers.shutdown();
    for (Future<?> done : work) {
      done.get();
    }
    return trials;
  }

  private void tryAll(List<Mutant> mutants, Queue<Integer> open, List<Trial> trials) {
    try (MutatedPlatform mutated = MutatedPlatform.start(contract)) {
      for (Integer i = open.poll(); i != null; i = open.poll()) {
        Trial trial = mutated.tried(mutants.get(i));
        synchronized (trials) {
          trials.set(i, trial);
        }
      }
    }
  }
}
