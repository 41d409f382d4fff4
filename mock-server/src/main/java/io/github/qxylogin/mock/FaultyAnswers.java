package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qxylogin.contract.Condition;
import java.util.Optional;
import java.util.function.Supplier;

/** Spoils the answers of calls that a fault strikes. */
final class FaultyAnswers {
  /** What is told in the journal of an answer that a fault has struck. */
  static final String RULE = "fault";

  private static final byte[] NGINX_BAD_GATEWAY =
      """
      <html>\r
      <head><title>502 Bad Gateway</title></head>\r
      <body>\r
      <center><h1>502 Bad Gateway</h1></center>\r
      <hr><center>nginx</center>\r
      </body>\r
      </html>\r
      """
          .getBytes(US_ASCII);

  private final Faults faults;
  private final CatalogueAnswers failures;

  FaultyAnswers(Faults faults, CatalogueAnswers failures) {
    this.faults = faults;
    this.failures = failures;
  }

  /**
   * Returns the answer to a call, spoilt if a fault strikes it.
   *
   * @param usual acts and answers; not asked when the fault is one before acting
   */
  Answered answer(Exchange exchange, Supplier<Answered> usual) {
    return faults.strike(exchange).map(strike -> spoilt(strike, usual)).orElseGet(usual);
  }

  private Answered spoilt(Strike strike, Supplier<Answered> usual) {
    Answered spoilt =
        strike
            .kind()
            .map(kind -> spoilt(kind, strike.garbage(), strike.acts() ? usual : this::failed))
            .orElseGet(usual);
    RecordedFault fault = strike.recorded();
    Answer answer = spoilt.choice().answer();
    String why =
        "the fault %s struck%s%s"
            .formatted(fault, strike.acts() ? "; without it: " : ", and ", answer.why());
    return new Answered(
        new Choice(RULE, answer.because(why)),
        spoilt.reply().late(fault.delay()).with("X-Mock-Fault", strike.name()),
        Optional.of(fault),
        spoilt.warnings());
  }

  private Answered spoilt(FaultKind kind, byte[] garbage, Supplier<Answered> acting) {
    return switch (kind) {
      case CONNECTION_RESET -> acting.get().changed(reply -> reply.lost(Loss.CONNECTION_RESET));
      case EMPTY_ANSWER -> acting.get().changed(reply -> reply.lost(Loss.EMPTY_ANSWER));
      case TRUNCATED_BODY -> acting.get().changed(Reply::truncated);
      case GARBAGE_BODY -> acting.get().changed(reply -> reply.withBody(garbage));
      case BAD_GATEWAY -> failed().changed(reply -> Reply.of(502, "text/html", NGINX_BAD_GATEWAY));
      case RATE_LIMITED -> failed(failures.failure(Condition.RATE_LIMITED));
      case MAINTENANCE -> failed(failures.failure(Condition.MAINTENANCE));
    };
  }

  /** What half of is sent when nothing was done. */
  private Answered failed() {
    return failed(failures.platformFailure());
  }

  private static Answered failed(Answer failure) {
    return Answered.of(new Choice(RULE, failure.because("nothing was done")));
  }
}
