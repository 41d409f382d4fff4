package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.Flow;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How closely an answer is looked at.
 *
 * @param everyWord whether every documented word counts, or only what the vendor documents
 * @param invented the places whose values the server makes up, so that their type alone counts
 */
record Strictness(boolean everyWord, Set<JsonPointer> invented) {
  /** For servers of which nobody knows what values they have. */
  static final Strictness AS_DOCUMENTED = new Strictness(false, Set.of());

  /** Returns how closely the answer to a call is looked at. */
  static Strictness of(Target target, Step.Call call) {
    if (!target.mock()) {
      return AS_DOCUMENTED;
    }
    Set<JsonPointer> invented = new HashSet<>();
    Optional<Flow> flow = call.operation().flow();
    if (target.authenticates()) {
      flow.flatMap(Flow::token)
          .ifPresent(
              token -> invented.addAll(Set.of(token.at(), token.lifetime(), token.refreshAt())));
    }
    if (isMadeUp(call.body())) {
      flow.ifPresent(f -> invented.addAll(madeUp(f)));
    }
    return new Strictness(true, invented);
  }

  private static boolean isMadeUp(Body body) {
    return body instanceof Body.Fields fields
        && (fields.whose() == Whose.PERSON || fields.whose() == Whose.OTHER_PERSON);
  }

  private static Set<JsonPointer> madeUp(Flow flow) {
    Set<JsonPointer> places = new HashSet<>(flow.carried());
    places.addAll(flow.fresh());
    flow.taskAt().ifPresent(places::add);
    flow.maskedMobile().ifPresent(places::add);
    flow.derived().forEach(derived -> places.add(derived.at()));
    return places;
  }
}
