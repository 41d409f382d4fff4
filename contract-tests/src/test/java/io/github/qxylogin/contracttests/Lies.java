package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
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
import java.util.function.Supplier;

/**
 * Tests the suite by lies: a mock server that breaks its contract in one way at a time has to turn
 * it red, one that only does what the contract allows must not.
 *
 * <p>{@code ./mvnw -Plies -DskipTests verify} prints the kill table and leaves it in {@code
 * target/lies}; {@code -Dlies.each=5} takes more mutants of each operator.
 */
final class Lies {
  private static final int WORKERS = 2;

  private final Contract contract = Contract.load();
  private final PrintStream out;

  Lies(PrintStream out) {
    this.out = out;
  }

  /** Takes the folder for the kill table, and how many mutants to make with each operator. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    System.exit(new Lies(Terminal.out()).run(Path.of(args[0]), Integer.parseInt(args[1])));
  }

  int run(Path folder, int ofEach) throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    List<Outcome> failures = honestFailures();
    if (!failures.isEmpty()) {
      failures.forEach(failure -> failure.messages().forEach(out::println));
      out.println("The suite is red without a lie: mend that first.");
      return 1;
    }
    Kills kills =
        new Kills(trials(Sample.of(contract, Operators.all(), ofEach), () -> Liar.start(contract)));
    KillTable table = new KillTable(kills);
    table.write(folder);
    out.println(table.text());
    Kills ofReal = new Kills(harmlessOfReal(ofEach));
    out.println("Told by what is taken for the platform: " + ofReal.sumOfHarmless());
    ofReal.falseAlarms().forEach(alarm -> out.println(alarm.mutant() + ": " + alarm.line()));
    out.println(
        "%d s; in full: %s"
            .formatted(
                Duration.between(start, Instant.now()).toSeconds(), folder.resolve("kills.html")));
    return kills.enough() && ofReal.falseAlarms().isEmpty() ? 0 : 1;
  }

  /** The suite judges a real target in another way, and there alone it meets what it never saw. */
  private List<Trial> harmlessOfReal(int ofEach) throws InterruptedException, ExecutionException {
    List<Operator> harmless = Operators.all().stream().filter(Operator::harmless).toList();
    return trials(Sample.of(contract, harmless, ofEach), () -> Liar.startAsReal(contract));
  }

  private List<Outcome> honestFailures() {
    try (Liar liar = Liar.start(contract)) {
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
