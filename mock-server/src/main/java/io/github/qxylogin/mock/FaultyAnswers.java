package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qxylogin.contract.Condition;
import java.util.function.Supplier;

/** Spoils the answers of calls that a fault strikes. */
final class FaultyAnswers {
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
  Reply answer(Exchange exchange, Supplier<Reply> usual) {
    return faults
        .strike(exchange)
        .map(strike -> spoilt(strike, usual).with("X-Mock-Fault", strike.name()))
        .orElseGet(usual);
  }

  private Reply spoilt(Strike strike, Supplier<Reply> usual) {
    Reply reply =
        strike
            .kind()
            .map(kind -> spoilt(kind, strike.garbage(), strike.acts() ? usual : this::failed))
            .orElseGet(usual);
    return reply.late(strike.delay());
  }

  private Reply spoilt(FaultKind kind, byte[] garbage, Supplier<Reply> acting) {
    return switch (kind) {
      case CONNECTION_RESET -> acting.get().lost(Loss.CONNECTION_RESET);
      case EMPTY_ANSWER -> acting.get().lost(Loss.EMPTY_ANSWER);
      case TRUNCATED_BODY -> acting.get().truncated();
      case GARBAGE_BODY -> acting.get().withBody(garbage);
      case BAD_GATEWAY -> Reply.of(502, "text/html", NGINX_BAD_GATEWAY);
      case RATE_LIMITED -> Reply.of(failures.failure(200, Condition.RATE_LIMITED));
      case MAINTENANCE -> Reply.of(failures.failure(200, Condition.MAINTENANCE));
    };
  }

  /** What half of is sent when nothing was done. */
  private Reply failed() {
    return Reply.of(failures.failure(200, Condition.SERVER_FAILED));
  }
}
