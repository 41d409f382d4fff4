package io.github.qxylogin.mock.rules;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.mock.flow.Tokens;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.OperationRequest;
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
 * Calls must carry a token, a date and a signature, or get the documented error. The pages document
 * an expired token and a skewed date, but no made-up token and no missing date.
 */
public record Authentication(
    AppCredentials credentials,
    SecurityHeaders headers,
    Tokens tokens,
    Clock clock,
    ErrorResponses errors) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.MICROS, ChronoUnit.NANOS);

  Optional<ChosenResponse> response(OperationRequest request) {
    Operation operation = request.operation();
    return operation
        .inFlow(Flow::token)
        .map(token -> issue().response(request, token))
        .or(() -> operation.signed() ? error(request) : Optional.empty());
  }

  private TokenIssue issue() {
    return new TokenIssue(credentials, tokens, errors);
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
    Flow.Token tokenFlow = issuer.inFlow(Flow::token).orElseThrow();
    String token = issue().issue(issuer.firstSuccess(), tokenFlow, UUID.randomUUID().toString());
    String date = Long.toString(clock.millis());
    String signature = credentials.signature(operation.method(), body, date, token);
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put(headers.token(), token);
    signed.put(headers.date(), date);
    signed.put(headers.signature(), signature);
    return signed;
  }

  private Optional<ChosenResponse> error(OperationRequest request) {
    MockRequest http = request.http();
    String token = http.headerOrEmpty(headers.token());
    String date = http.headerOrEmpty(headers.date());
    String signature = http.headerOrEmpty(headers.signature());
    if (token.isBlank()) {
      return error(request, Condition.TOKEN_MISSING, missing(headers.token()));
    }
    if (!tokens.accepts(token)) {
      boolean issued = tokens.isKnown(token);
      String why = issued ? "auth.token-expired" : "auth.token-foreign";
      return error(request, Condition.TOKEN_EXPIRED, Message.of(why, headers.token()))
          .map(response -> issued ? response : response.assumed());
    }
    Optional<Message> wrongDate = wrongDate(date);
    if (wrongDate.isPresent()) {
      Optional<ChosenResponse> skewed = error(request, Condition.DATE_SKEWED, wrongDate.get());
      return NUMBER.matcher(date).matches() ? skewed : skewed.map(ChosenResponse::assumed);
    }
    if (signature.isBlank()) {
      return error(request, Condition.SIGNATURE_MISSING, missing(headers.signature()));
    }
    if (credentials.signed(http, date, token, signature)) {
      return Optional.empty();
    }
    Message why = new WrongSignature(credentials, request, date, token).why(signature);
    return error(request, Condition.SIGNATURE_WRONG, why);
  }

  private static Message missing(String header) {
    return Message.of("auth.missing", header);
  }

  private Optional<ChosenResponse> error(
      OperationRequest request, Condition condition, Message why) {
    Optional<ChosenResponse> documented =
        request.operation().caseWhen(condition).map(ChosenResponse::of);
    return Optional.of(documented.orElseGet(() -> errors.failure(condition)).because(why));
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
