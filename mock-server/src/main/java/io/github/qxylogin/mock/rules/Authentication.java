package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.CatalogueAnswers;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.Tokens;
import io.github.qxylogin.mock.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Calls must carry a token, a date and a signature, each refused with its documented code. The
 * pages document an expired token and a skewed date, but no made-up token and no missing date.
 */
public record Authentication(
    AppCredentials credentials,
    SecurityHeaders headers,
    Tokens tokens,
    Clock clock,
    CatalogueAnswers answers) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.MICROS, ChronoUnit.NANOS);

  Optional<Answer> answer(Exchange exchange) {
    Operation operation = exchange.operation();
    return operation
        .inFlow(Flow::token)
        .map(token -> issue().answer(exchange, token))
        .or(() -> operation.signed() ? refusal(exchange) : Optional.empty());
  }

  private TokenIssue issue() {
    return new TokenIssue(credentials, tokens, answers);
  }

  /**
   * Signs a call with a new token.
   *
   * @param issuer the operation that issues tokens
   * @return the headers to send; none if the operation is not signed
   */
  public Map<String, String> sign(Operation operation, byte[] body, Operation issuer) {
    if (!operation.signed()) {
      return Map.of();
    }
    Flow.Token asked = issuer.inFlow(Flow::token).orElseThrow();
    String token = issue().issue(issuer.firstSuccess(), asked, UUID.randomUUID().toString());
    String date = Long.toString(clock.millis());
    String signature = credentials.signature(operation.method(), body, date, token);
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put(headers.token(), token);
    signed.put(headers.date(), date);
    signed.put(headers.signature(), signature);
    return signed;
  }

  private Optional<Answer> refusal(Exchange exchange) {
    Call call = exchange.call();
    String token = call.headerOrEmpty(headers.token());
    String date = call.headerOrEmpty(headers.date());
    String signature = call.headerOrEmpty(headers.signature());
    if (token.isBlank()) {
      return refused(exchange, Condition.TOKEN_MISSING, missing(headers.token()));
    }
    if (!tokens.accepts(token)) {
      boolean known = tokens.knows(token);
      String why = known ? "auth.token-expired" : "auth.token-foreign";
      return refused(exchange, Condition.TOKEN_EXPIRED, Message.of(why, headers.token()))
          .map(answer -> known ? answer : answer.assumed());
    }
    Optional<Message> wrongDate = wrongDate(date);
    if (wrongDate.isPresent()) {
      Optional<Answer> skewed = refused(exchange, Condition.DATE_SKEWED, wrongDate.get());
      return NUMBER.matcher(date).matches() ? skewed : skewed.map(Answer::assumed);
    }
    if (signature.isBlank()) {
      return refused(exchange, Condition.SIGNATURE_MISSING, missing(headers.signature()));
    }
    if (credentials.signed(call, date, token, signature)) {
      return Optional.empty();
    }
    Message why = new WrongSignature(credentials, exchange, date, token).why(signature);
    return refused(exchange, Condition.SIGNATURE_WRONG, why);
  }

  private static Message missing(String header) {
    return Message.of("auth.missing", header);
  }

  private Optional<Answer> refused(Exchange exchange, Condition condition, Message why) {
    Optional<Answer> documented = exchange.operation().caseWhen(condition).map(Answer::of);
    return Optional.of(documented.orElseGet(() -> answers.failure(condition)).because(why));
  }

  private Optional<Message> wrongDate(String date) {
    String header = headers.date();
    if (date.isBlank()) {
      return Optional.of(missing(header));
    }
    if (!NUMBER.matcher(date).matches()) {
      return Optional.of(Message.of("auth.date-malformed", header));
    }
    for (ChronoUnit unit : UNITS) {
      if (skew(date, unit).compareTo(headers.skew()) <= 0) {
        String name = unit.toString().toLowerCase(Locale.ROOT);
        return Optional.of(Message.of("auth.date-unit", header, name))
            .filter(wrong -> unit != ChronoUnit.MILLIS);
      }
    }
    long skew = skew(date, ChronoUnit.MILLIS).toSeconds();
    return Optional.of(Message.of("auth.date-skewed", header, skew, headers.skew().toSeconds()));
  }

  private Duration skew(String date, ChronoUnit unit) {
    return Duration.between(Instant.EPOCH, clock.instant())
        .minus(Duration.of(Long.parseLong(date), unit))
        .abs();
  }
}
