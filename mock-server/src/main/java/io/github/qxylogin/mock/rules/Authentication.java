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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    Optional<Flow.Token> token = exchange.operation().inFlow(Flow::token);
    if (token.isPresent()) {
      return issue().answer(exchange, token.get());
    }
    return exchange.operation().signed() ? refusal(exchange) : Optional.empty();
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
    String token = issue().issue(issuer.firstSuccess(), issuer.inFlow(Flow::token).orElseThrow());
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
      return refused(exchange, Condition.TOKEN_MISSING, headers.token() + " is missing");
    }
    if (!tokens.accepts(token)) {
      return tokens.knows(token)
          ? refused(exchange, Condition.TOKEN_EXPIRED, headers.token() + " has expired")
          : refused(
                  exchange,
                  Condition.TOKEN_EXPIRED,
                  headers.token() + " was not issued by this mock")
              .map(Answer::assumed);
    }
    Optional<String> wrongDate = wrongDate(date);
    if (wrongDate.isPresent()) {
      Optional<Answer> skewed = refused(exchange, Condition.DATE_SKEWED, wrongDate.get());
      return NUMBER.matcher(date).matches() ? skewed : skewed.map(Answer::assumed);
    }
    if (signature.isBlank()) {
      return refused(exchange, Condition.SIGNATURE_MISSING, headers.signature() + " is missing");
    }
    return credentials.signed(call, date, token, signature)
        ? Optional.empty()
        : refused(
            exchange,
            Condition.SIGNATURE_WRONG,
            new WrongSignature(credentials, exchange, date, token).why(signature));
  }

  private Optional<Answer> refused(Exchange exchange, Condition condition, String why) {
    return exchange
        .operation()
        .caseWhen(condition)
        .map(Answer::of)
        .or(() -> Optional.of(answers.failure(condition)))
        .map(answer -> answer.because(why));
  }

  private Optional<String> wrongDate(String date) {
    if (date.isBlank()) {
      return Optional.of(headers.date() + " is missing");
    }
    if (!NUMBER.matcher(date).matches()) {
      return Optional.of(headers.date() + " is no time in epoch milliseconds");
    }
    for (ChronoUnit unit : UNITS) {
      if (skew(date, unit).compareTo(headers.skew()) <= 0) {
        String name = unit.toString().toLowerCase(Locale.ROOT);
        return Optional.of("%s is in %s; send it in milliseconds".formatted(headers.date(), name))
            .filter(wrong -> unit != ChronoUnit.MILLIS);
      }
    }
    return Optional.of(
        "%s is %d s from the mock's clock, and may be %d s"
            .formatted(
                headers.date(),
                skew(date, ChronoUnit.MILLIS).toSeconds(),
                headers.skew().toSeconds()));
  }

  private Duration skew(String date, ChronoUnit unit) {
    return Duration.between(Instant.EPOCH, clock.instant())
        .minus(Duration.of(Long.parseLong(date), unit))
        .abs();
  }
}
