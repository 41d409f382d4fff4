package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Evidence;
import java.util.function.Supplier;

/** Spoils the answers of calls that a fault strikes. */
final class FaultyAnswers {
  private static final String RULE = "fault";
  private static final String HTML = "text/html";
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
   * @param usual acts and answers; not asked when the fault strikes before that
   */
  Answered answer(Exchange exchange, Supplier<Answered> usual) {
    return faults
        .strike(exchange)
        .map(strike -> struck(strike, strike.acts() ? usual.get() : refused(strike)))
        .orElseGet(usual);
  }

  private static Answered struck(Strike strike, Answered answered) {
    Answer answer = answered.choice().answer();
    return new Answered(
        new Choice(answered.choice().rule(), answer.because(strike.why(answer.why()))),
        spoilt(strike, answered.reply()).with("X-Mock-Fault", strike.name()).late(strike.delay()));
  }

  private static Reply spoilt(Strike strike, Reply reply) {
    return strike
        .kind()
        .map(
            kind ->
                switch (kind) {
                  case CONNECTION_RESET -> reply.lost(Loss.CONNECTION_RESET);
                  case EMPTY_ANSWER -> reply.lost(Loss.EMPTY_ANSWER);
                  case TRUNCATED_BODY -> reply.truncated();
                  case GARBAGE_BODY -> reply.withBody(strike.garbage());
                  case BAD_GATEWAY, RATE_LIMITED, MAINTENANCE -> reply;
                })
        .orElse(reply);
  }

  private Answered refused(Strike strike) {
    return switch (strike.kind().orElseThrow()) {
      case RATE_LIMITED -> refused(Condition.RATE_LIMITED);
      case MAINTENANCE -> refused(Condition.MAINTENANCE);
      case BAD_GATEWAY -> badGateway();
      // What half of is sent, or nothing at all.
      case CONNECTION_RESET, EMPTY_ANSWER, TRUNCATED_BODY, GARBAGE_BODY ->
          refused(Condition.SERVER_FAILED);
    };
  }

  private Answered refused(Condition condition) {
    return Answered.of(new Choice(RULE, failures.failure(200, condition)));
  }

  private static Answered badGateway() {
    Answer answer =
        Answer.of(
            502, HTML, MissingNode.getInstance(), FaultKind.BAD_GATEWAY.key(), Evidence.ASSUMED);
    return new Answered(new Choice(RULE, answer), Reply.of(502, HTML, NGINX_BAD_GATEWAY));
  }
}
