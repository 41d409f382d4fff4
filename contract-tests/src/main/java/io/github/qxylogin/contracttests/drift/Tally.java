package io.github.qxylogin.contracttests.drift;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often each of several things was seen. */
public final class Tally {

  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String what) {
    add(what, 1);
  }

  void add(String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  public Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
