package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects findings. It keeps the first {@value #ENOUGH} of each kind, and the first at each of
 * {@value #ENOUGH} places; the elements of a list are one place. A response may be a map of
 * thousands.
 */
final class Findings {
  private static final int ENOUGH = 50;

  private final List<Finding> kept = new ArrayList<>();
  private final Map<Difference, Kind> kinds = new EnumMap<>(Difference.class);

  private static final class Kind {
    private final Set<JsonPointer> places = new HashSet<>();
    private int last;
    private int kept;
    private int more;
  }

  /**
   * Adds a finding.
   *
   * @param got returns the actual value, if the finding is kept
   */
  void add(
      JsonPointer at, Difference difference, Wording wording, String wanted, Supplier<String> got) {
    Kind kind = kinds.computeIfAbsent(difference, d -> new Kind());
    boolean newPlace = kind.places.size() < ENOUGH && kind.places.add(JsonText.anyElement(at));
    if (newPlace || kind.kept < ENOUGH) {
      kind.last = kept.size();
      kind.kept++;
      kept.add(new Finding(at, difference, wording, wanted, got.get()));
    } else {
      kind.more++;
    }
  }

  /** Returns the kept findings; the last of a kind counts the others. */
  List<Finding> list() {
    List<Finding> list = new ArrayList<>(kept);
    for (Kind kind : kinds.values()) {
      if (kind.more > 0) {
        list.set(kind.last, kept.get(kind.last).andMore(kind.more));
      }
    }
    return list;
  }
}
