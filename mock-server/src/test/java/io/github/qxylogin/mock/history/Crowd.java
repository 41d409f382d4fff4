package io.github.qxylogin.mock.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Concurrent logins of many persons, each by several threads that share tasks. What is done is
 * drawn from a seed; in which order it happens is up to the machine.
 */
final class Crowd implements AutoCloseable {
  private static final int CALLS = 7;

  private final List<LoginMock> mocks;
  private final int threadsEach;
  private final List<Person> persons;
  private final List<Queue<Observed>> histories;
  private final List<Linearization> linearizations;
  private final ExecutorService threads;
  private final Random seeds;
  private final Set<String> issued = new HashSet<>();
  private final Contention contention = new Contention();

  /**
   * Creates a crowd.
   *
   * @param mocks whom its threads call, by turns
   */
  Crowd(List<LoginMock> mocks, int size, int threadsEach, long seed) {
    this.mocks = mocks;
    this.threadsEach = threadsEach;
    persons = IntStream.range(0, size).mapToObj(Person::new).toList();
    histories =
        persons.stream().map(p -> (Queue<Observed>) new ConcurrentLinkedQueue<Observed>()).toList();
    linearizations =
        persons.stream().map(p -> new Linearization(LoginModel.of(p.withoutSms()))).toList();
    threads = Executors.newFixedThreadPool(size * threadsEach);
    seeds = new Random(seed);
  }

  /** Lets everybody go through the flow once, and returns when all are through. */
  void round() throws Exception {
    List<Callable<Void>> plays = new ArrayList<>();
    for (int number = 0; number < persons.size(); number++) {
      CyclicBarrier together = new CyclicBarrier(threadsEach);
      boolean rivals = seeds.nextInt(3) == 0;
      for (int thread = 0; thread < threadsEach; thread++) {
        plays.add(play(number, thread, rivals, together));
      }
    }
    for (Future<Void> played : threads.invokeAll(plays, 60, TimeUnit.SECONDS)) {
      played.get();
    }
  }

  private Callable<Void> play(int number, int thread, boolean rivals, CyclicBarrier together) {
    Person person = persons.get(number);
    String name = person + ", thread " + thread;
    String url = mocks.get((number * threadsEach + thread) % mocks.size()).url();
    Person neighbour = persons.get((number + 1) % persons.size());
    Random random = new Random(seeds.nextLong());
    // After one task of one account, or each after its own, of which only one session can stay.
    Account wanted = person.accounts().get(rivals ? thread % person.accounts().size() : 0);
    return () -> {
      // Not for longer than a round: a mock closes a connection that is idle during the check.
      try (KeptConnection connection = new KeptConnection(url)) {
        LoginClient client = new LoginClient(name, connection, person, histories.get(number));
        together.await(20, TimeUnit.SECONDS);
        client.send(wanted);
        together.await(20, TimeUnit.SECONDS);
        client.upload(wanted.taxpayer(), person.newestTask(wanted.taxpayer()), true);
        for (int call = 0; call < CALLS; call++) {
          call(client, person, neighbour, random);
        }
        return null;
      }
    };
  }

  private static void call(LoginClient client, Person person, Person neighbour, Random random) {
    Account account = oneOf(person.accounts(), random);
    int kind = random.nextInt(100);
    if (kind < 30) {
      client.send(account);
    } else if (kind < 55) {
      client.upload(account.taxpayer(), oneOf(person.newestTasks(), random), true);
    } else if (kind < 65) {
      client.upload(account.taxpayer(), oneOf(person.newestTasks(), random), !person.mayFail());
    } else if (kind < 70) {
      client.upload(account.taxpayer(), oneOf(neighbour.newestTasks(), random), true);
    } else {
      client.check(account);
    }
  }

  private static <T> T oneOf(List<T> things, Random random) {
    return things.get(random.nextInt(things.size()));
  }

  /** Writes down a call that everybody feels. */
  void everybodyFeels(LoginCall call, Runnable act) {
    long invoked = System.nanoTime();
    act.run();
    Observed felt =
        new Observed("the test", call, LoginResult.Plain.DONE, invoked, System.nanoTime());
    histories.forEach(history -> history.add(felt));
  }

  /**
   * Checks what has happened since the last time, while nobody is calling.
   *
   * @throws AssertionError telling the history of a person which no order explains
   */
  void check() {
    for (int number = 0; number < persons.size(); number++) {
      List<Observed> piece = List.copyOf(histories.get(number));
      histories.get(number).clear();
      contention.count(piece);
      Optional<String> fault = linearizations.get(number).fault(piece);
      assertThat(fault).as(persons.get(number).toString()).isEmpty();
      for (Observed observed : piece) {
        if (observed.response() instanceof LoginResult.Sent sent) {
          assertThat(issued.add(sent.task())).as(sent.task() + " is issued once").isTrue();
        }
      }
    }
  }

  /** Returns how many calls overlapped. */
  Contention contention() {
    return contention;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
