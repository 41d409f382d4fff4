package io.github.qxylogin.contract;

import java.util.ArrayList;
import java.util.List;

/** What a rule finds. A rule that looks at nothing has found that the contract is empty. */
final class Findings {
  private final List<String> violations = new ArrayList<>();
  private boolean looked;

  void check(String place, boolean holds, String problem) {
    looked = true;
    if (!holds) {
      violations.add(place + ": " + problem);
    }
  }

  List<String> violations() {
    return looked ? List.copyOf(violations) : List.of("there is nothing to look at");
  }
}
