package io.github.qxylogin.mock;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that goes wrong with the calls of an identity or an operation, or of both together.
 *
 * @param identity whose calls; nothing when it is for everybody's of the operation
 * @param operation the operation; nothing when it is for all calls of the identity
 * @param delay how long the answer is held back
 * @param kind what goes wrong with it; nothing when it is only late
 * @param acts whether the platform acts before its answer is lost
 * @param probability how likely it is that a call is struck, from 0 to 1
 * @param times how many calls are struck; nothing when it holds until it is removed
 * @param seed what all that is drawn follows from: the same calls in the same order are struck
 *     alike
 */
record Fault(
    Optional<String> identity,
    Optional<String> operation,
    Optional<Delay> delay,
    Optional<FaultKind> kind,
    boolean acts,
    double probability,
    OptionalInt times,
    long seed) {

  Fault {
    if (identity.isEmpty() && operation.isEmpty()) {
      throw new BadControlRequestException(
          "A fault needs an identity or an operation, so that it strikes nobody else.");
    }
    if (delay.isEmpty() && kind.isEmpty()) {
      throw new BadControlRequestException("A fault needs a delay or a fault, or both.");
    }
    if (!acts && !kind.map(FaultKind::canAct).orElse(false)) {
      throw new BadControlRequestException(
          "acts is false only with a fault that loses an answer; %s"
              .formatted(
                  kind.map(k -> k.key() + " never acts.").orElse("a mere delay always acts.")));
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new BadControlRequestException("probability has to be a number from 0.0 to 1.0.");
    }
    if (times.isPresent() && times.getAsInt() < 1) {
      throw new BadControlRequestException("times has to be 1 or more.");
    }
  }
}
