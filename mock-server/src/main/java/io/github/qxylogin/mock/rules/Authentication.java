package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls must carry a token, a date and a signature, each refused with its documented code. */
public final class Authentication implements Rule {
  static final String NAME = "authentication";

  private static final List<ChronoUnit> OTHER_UNITS =
      List.of(ChronoUnit.SECONDS, ChronoUnit.MICROS, ChronoUnit.NANOS);

  private final AppCredentials credentials;
  private final SecurityHeaders headers;
  private final Tokens tokens;
  private final Clock clock;
  private final CatalogueAnswers answers;
  private final TokenIssue issue;

  public Authentication(
      AppCredentials credentials,
      SecurityHeaders headers,
      Tokens tokens,
      Clock clock,
      CatalogueAnswers answers) {
    this.credentials = credentials;
    this.headers = headers;
    this.tokens = tokens;
    this.clock = clock;
    this.answers = answers;
    this.issue = new TokenIssue(credentials, tokens, answers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Optional<Flow.Token> token = exchange.operation().inFlow(Flow::token);
    if (token.isPresent()) {
      return issue.answer(exchange, token.get());
    }
    return exchange.operation().signed()
        ? refusal(exchange.call()).map(condition -> refused(exchange, condition))
        : Optional.empty();
  }

  private Answer refused(Exchange exchange, Condition condition) {
    Answer refused =
        exchange
            .operation()
            .caseWhen(condition)
            .map(Answer::of)
            .orElseGet(() -> answers.failure(condition))
            .because(why(exchange, condition));
    return isStated(exchange.call(), condition) ? refused : refused.assumed();
  }

  private String why(Exchange exchange, Condition condition) {
    String token = exchange.call().headerOrEmpty(headers.token());
    String date = exchange.call().headerOrEmpty(headers.date());
    return switch (condition) {
      case TOKEN_MISSING -> headers.token() + " is missing";
      case SIGNATURE_MISSING -> headers.signature() + " is missing";
      case DATE_SKEWED -> skewed(date);
      case SIGNATURE_WRONG ->
          new WrongSignature(credentials, exchange, date, token)
              .why(exchange.call().headerOrEmpty(headers.signature()));
      default ->
          headers.token() + (tokens.knows(token) ? " has expired" : " was not issued by this mock");
    };
  }

  /** A page tells of an expired token, none of a made-up one; of a skewed date, none of no date. */
  private boolean isStated(Call call, Condition condition) {
    return switch (condition) {
      case TOKEN_EXPIRED -> tokens.knows(call.headerOrEmpty(headers.token()));
      case DATE_SKEWED -> skew(call.headerOrEmpty(headers.date())).isPresent();
      default -> true;
    };
  }

  private String skewed(String date) {
    if (date.isBlank()) {
      return headers.date() + " is missing";
    }
    for (ChronoUnit unit : OTHER_UNITS) {
      if (date.matches("\\d{9,18}|[1-8]\\d{18}") && isNear(skew(Long.parseLong(date), unit))) {
        return "%s is in %s; send it in milliseconds"
            .formatted(headers.date(), unit.toString().toLowerCase(Locale.ROOT));
      }
    }
    return skew(date)
        .map(
            skew ->
                "%s is %d s from the mock's clock, and may be %d s"
                    .formatted(headers.date(), skew.toSeconds(), headers.skew().toSeconds()))
        .orElse(headers.date() + " is no time in epoch milliseconds");
  }

  private Optional<Condition> refusal(Call call) {
    String token = call.headerOrEmpty(headers.token());
    String date = call.headerOrEmpty(headers.date());
    String signature = call.headerOrEmpty(headers.signature());
    if (token.isBlank()) {
      return Optional.of(Condition.TOKEN_MISSING);
    }
    if (!tokens.accepts(token)) {
      return Optional.of(Condition.TOKEN_EXPIRED);
    }
    if (skew(date).filter(this::isNear).isEmpty()) {
      return Optional.of(Condition.DATE_SKEWED);
    }
    if (signature.isBlank()) {
      return Optional.of(Condition.SIGNATURE_MISSING);
    }
    return credentials.signed(call, date, token, signature)
        ? Optional.empty()
        : Optional.of(Condition.SIGNATURE_WRONG);
  }

  private boolean isNear(Duration skew) {
    return skew.compareTo(headers.skew()) <= 0;
  }

  /** Returns how far a date is from the mock's clock, if it is a date. */
  private Optional<Duration> skew(String date) {
    return date.matches("\\d{1,15}")
        ? Optional.of(skew(Long.parseLong(date), ChronoUnit.MILLIS))
        : Optional.empty();
  }

  private Duration skew(long date, ChronoUnit unit) {
    return Duration.between(Instant.EPOCH, clock.instant()).minus(Duration.of(date, unit)).abs();
  }
}
