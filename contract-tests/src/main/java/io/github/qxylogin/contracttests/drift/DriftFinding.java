package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.List;
import java.util.Optional;

/** One way in which calls of an operation differ from the contract, with all that were seen. */
public final class DriftFinding {

  /**
   * What makes two sightings one finding.
   *
   * @param detail what was wanted or seen; in clear, and shown only as {@link Discretion} allows
   */
  record Key(DriftKind kind, Place place, String detail) {

    /** Returns whether this tells already what another finding about a place would. */
    boolean covers(DriftKind other, Place at) {
      boolean same = place.equals(at) && (kind == other || (!at.isRoot() && breaksAsMuch(other)));
      boolean oneOfSeveral =
          kind == DriftKind.MISSING_MEMBER
              && !at.isRoot()
              && place.equals(at.parent())
              && List.of(detail.split("[ ,|]+", -1)).contains(at.last());
      return same || oneOfSeveral;
    }

    private boolean breaksAsMuch(DriftKind other) {
      return kind.breaking() || !other.breaking();
    }
  }

  private final Key key;
  private final ObservedCall first;
  private final SeenForm form = new SeenForm();
  private int count;

  DriftFinding(Key key, ObservedCall first) {
    this.key = key;
    this.first = first;
  }

  /** Counts a call that shows it. */
  void seenOnce() {
    count++;
  }

  /** Takes note of a value that shows it. */
  void add(JsonNode value) {
    form.add(value);
  }

  public DriftKind kind() {
    return key.kind();
  }

  public Place place() {
    return key.place();
  }

  public String detail() {
    return key.detail();
  }

  /** Returns the first call that shows it, which is its evidence. */
  public ObservedCall first() {
    return first;
  }

  public int count() {
    return count;
  }

  public SeenForm form() {
    return form;
  }

  /** Returns the body in which it was first seen. */
  public Optional<JsonNode> evidence() {
    return kind() == DriftKind.SENT_MEMBER ? Optional.of(first.request()) : first.answer();
  }
}
