package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.People.MissingValuesException;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gets access tokens from a target, and words why it gives none. */
final class TokenFetching implements Supplier<String> {
  private final Operation operation;
  private final Masking masking;
  private final String url;
  private final Caller caller;
  private final Taxpayer taxpayer;
  private final Availability availability;
  private Optional<Answer> first = Optional.empty();

  TokenFetching(Contract contract, Masking masking, String url, Caller caller, Taxpayer taxpayer) {
    this.operation = contract.operations(Flow.Role.ISSUES_TOKEN).get(0);
    this.masking = masking;
    this.url = url;
    this.caller = caller;
    this.taxpayer = taxpayer;
    this.availability = new Availability(contract);
  }

  /** Makes the first call, whose response is the first token's too. */
  void connect() {
    first = Optional.of(sent());
  }

  @Override
  public String get() {
    Answer answer = first.orElseGet(this::sent);
    first = Optional.empty();
    JsonNode body = answer.body();
    availability
        .reason(operation, answer)
        .ifPresent(
            reason -> {
              throw CouldNotRunException.unavailable(reason);
            });
    if (!body.isObject()) {
      throw new CouldNotRunException(url + " answered " + operation.id() + " with " + got(answer));
    }
    masking.learn(body);
    return token(body)
        .orElseThrow(
            () ->
                new CouldNotRunException(
                    "%s gave no access token: are QXY_APP_KEY and QXY_APP_SECRET right? It answered %s"
                        .formatted(operation, masking.answer(body))));
  }

  /** A token is asked for once more, as every read-only call is. */
  private Answer sent() {
    Optional<Answer> answer = Optional.empty();
    try {
      answer = Optional.of(once());
    } catch (NoAnswerException dropped) {
      if (dropped.isLate() || Thread.currentThread().isInterrupted()) {
        throw dropped;
      }
    }
    return answer.filter(last -> !availability.passes(operation, last)).orElseGet(this::once);
  }

  private Answer once() {
    try {
      byte[] body = taxpayer.fill(operation, UsualBody.of(operation)).toString().getBytes(UTF_8);
      return caller.send(operation.method(), operation.path(), Map.of(), body);
    } catch (MissingValuesException missing) {
      throw new CouldNotRunException(operation.id() + " " + missing.getMessage(), missing);
    }
  }

  private static String got(Answer answer) {
    return answer.status() / 100 == 3
        ? "HTTP %d, a redirect, which is not followed: give --target the address that it leads to"
            .formatted(answer.status())
        : "HTTP %d and %s instead of the API's JSON: is the URL right?"
            .formatted(
                answer.status(),
                answer.mediaType().isEmpty() ? "no media type" : answer.mediaType());
  }

  private Optional<String> token(JsonNode answer) {
    return operation
        .inFlow(Flow::token)
        .map(issue -> answer.at(issue.at()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(token -> !token.isBlank());
  }
}
