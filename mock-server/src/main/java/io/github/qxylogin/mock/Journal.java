package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest calls of the API: so many, and of so many bytes together. Recording takes no lock and
 * reads nothing: what an entry shows is worked out, and redacted, when somebody asks. Thread-safe.
 */
final class Journal {
  static final int DEFAULT_SIZE = 1_000;
  static final int MOST_ENTRIES = 100_000;

  /** The oldest are forgotten when all weigh more; calls of usual size never do. */
  static final long MOST_BYTES = 16L << 20;

  private final Contract contract;
  private final Redaction redaction;
  private final RecordedHeaders headers;
  private final Identities identities;
  private final AtomicReferenceArray<Recording> ring;
  private final AtomicLong newest = new AtomicLong();
  private final AtomicLong forgotten = new AtomicLong();
  private final AtomicLong weight = new AtomicLong();

  /** Creates an empty journal of calls that redeem no task of the mock. */
  Journal(Contract contract, int size) {
    this(
        contract,
        new Redaction(contract),
        new RecordedHeaders(contract.securityHeaders()),
        size,
        new Identities());
  }

  /**
   * Creates an empty journal.
   *
   * @param size how many calls it keeps; 0 keeps none
   * @param identities know whom a call is for
   */
  Journal(
      Contract contract,
      Redaction redaction,
      RecordedHeaders headers,
      int size,
      Identities identities) {
    this.contract = contract;
    this.redaction = redaction;
    this.headers = headers;
    this.identities = identities;
    ring = new AtomicReferenceArray<>(size);
  }

  /** Returns how many calls it keeps at most. */
  int size() {
    return ring.length();
  }

  /**
   * Records a call.
   *
   * @param at when it came, on the mock's clock
   * @param nanos how long the answer took
   */
  void record(Call call, Answered answered, Instant at, long nanos) {
    if (ring.length() == 0) {
      return;
    }
    keep(Recording.of(newest.incrementAndGet(), at, nanos, call, headers.of(call), answered));
    while (weight.get() > MOST_BYTES && forgotten.get() < newest.get()) {
      forgetOldest();
    }
  }

  /** A slow thread must not put its call in the place of a newer one. */
  private void keep(Recording recording) {
    int slot = slot(recording.number());
    Recording before = ring.get(slot);
    while (before == null || before.number() < recording.number()) {
      if (ring.compareAndSet(slot, before, recording)) {
        weight.addAndGet(recording.weight() - (before == null ? 0 : before.weight()));
        return;
      }
      before = ring.get(slot);
    }
  }

  private void forgetOldest() {
    long overwritten = newest.get() - ring.length();
    forget(forgotten.updateAndGet(last -> Math.max(last, overwritten) + 1));
  }

  private void forget(long number) {
    Recording old = ring.get(slot(number));
    if (old != null && old.number() <= number && ring.compareAndSet(slot(number), old, null)) {
      weight.addAndGet(-old.weight());
    }
  }

  private int slot(long number) {
    return (int) (number % ring.length());
  }

  /** Returns the calls that are kept, newest first. */
  List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>();
    long after = forgotten.get();
    for (int i = 0; i < ring.length(); i++) {
      Recording recording = ring.get(i);
      if (recording != null && recording.number() > after) {
        entries.add(new JournalEntry(recording, contract, redaction, headers, identities));
      }
    }
    entries.sort(Collections.reverseOrder(Comparator.comparingLong(JournalEntry::number)));
    return Collections.unmodifiableList(entries);
  }

  /** Forgets all calls; their numbers are not given again. */
  void clear() {
    long last = newest.get();
    forgotten.accumulateAndGet(last, Math::max);
    for (int i = 0; i < ring.length(); i++) {
      Recording recording = ring.get(i);
      if (recording != null
          && recording.number() <= last
          && ring.compareAndSet(i, recording, null)) {
        weight.addAndGet(-recording.weight());
      }
    }
  }

  long weight() {
    return weight.get();
  }
}
