package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Set;

/**
 * How closely an answer is looked at.
 *
 * @param everyWord whether every documented word counts, or only what the vendor documents
 * @param invented the places whose values the server makes up, so that their type alone counts
 * @param fresh those of them that no earlier answer may have had
 */
record Strictness(boolean everyWord, Set<JsonPointer> invented, Set<JsonPointer> fresh) {
  /** For servers of which nobody knows what values they have. */
  static final Strictness AS_DOCUMENTED = new Strictness(false, Set.of());

  Strictness(boolean everyWord, Set<JsonPointer> invented) {
    this(everyWord, invented, Set.of());
  }
}
