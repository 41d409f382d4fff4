package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.text.Masking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers the values that each answer has to have anew, such as the id of a task. */
final class FreshValues {
  private final Masking masking;
  private final Set<String> seen = new HashSet<>();

  FreshValues(Masking masking) {
    this.masking = masking;
  }

  /** Returns which of the values at these places an earlier answer had. */
  List<Finding> repeated(JsonNode answer, Set<JsonPointer> places) {
    List<Finding> repeated = new ArrayList<>();
    for (JsonPointer place : places) {
      JsonNode value = answer.at(place);
      if (value.isValueNode() && !value.isNull() && !seen.add(value.asText())) {
        String got = masking.show(place.toString(), value);
        repeated.add(
            new Finding(
                place.toString(),
                Difference.NOT_NEW,
                "wanted a value that no answer had before, got " + got));
      }
    }
    return repeated;
  }
}
