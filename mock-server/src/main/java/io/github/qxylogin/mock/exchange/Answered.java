package io.github.qxylogin.mock.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a call got, and why.
 *
 * @param choice the answer, and the rule that chose it
 * @param reply what goes back over HTTP
 * @param fault what went wrong with it, if a fault struck
 * @param warnings what the mock let pass, and the platform may not
 */
public record Answered(
    Choice choice, Reply reply, Optional<RecordedFault> fault, List<String> warnings) {
  /** The rule of what is refused before all others. */
  public static final String EDGE = "edge";

  public Answered(Choice choice, Reply reply) {
    this(choice, reply, Optional.empty(), List.of());
  }

  public static Answered of(Choice choice) {
    return new Answered(choice, Reply.of(choice.answer()));
  }

  public Answered changed(UnaryOperator<Reply> change) {
    return new Answered(choice, change.apply(reply), fault, warnings);
  }

  /** Returns the same with all that there is to say of it, in the headers of the reply too. */
  public Answered told(List<String> toWarn) {
    return new Answered(choice, reply.told(choice, toWarn), fault, toWarn);
  }
}
