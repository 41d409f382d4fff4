package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.targets.TargetByUrl.Prompt;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets the codes of SMS from the environment, or prompts the user.
 *
 * @param maybeWrong whether a code may be entered that was there before its SMS
 */
record PromptedSmsCodes(
    Contract contract,
    Map<String, String> environment,
    Masking masking,
    Optional<Prompt> prompt,
    boolean maybeWrong)
    implements SmsCodes {
  private static final Duration TIME_TO_ENTER = Duration.ofMinutes(5);

  /** Returns this, unless there is neither a code nor a prompt. */
  SmsCodes orUnknown() {
    return prompt.isEmpty() && earlier().isEmpty() ? UNKNOWN : this;
  }

  @Override
  public String codeOf(Operation sending, String taskId) throws MissingValuesException {
    Optional<String> code =
        earlier().or(() -> prompt.map(q -> q.ask(question(sending), retryPolicy(sending))));
    if (code.isEmpty() || code.get().isBlank()) {
      throw new MissingValuesException(List.of("an SMS code, which was not entered"));
    }
    masking.learn(code.get());
    return code.get();
  }

  /** A code from the environment; with a task id it is valid for this task only. */
  private Optional<String> earlier() {
    return !maybeWrong || redeeming().map(Flow::task).anyMatch(this::has)
        ? Optional.empty()
        : redeeming()
            .map(Flow::smsCode)
            .filter(Objects::nonNull)
            .filter(this::has)
            .map(field -> environment.get(Variables.of(field)))
            .findFirst();
  }

  private Stream<Flow> redeeming() {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream().map(Operation::flow);
  }

  private boolean has(String field) {
    return !environment.getOrDefault(Variables.of(field), "").isBlank();
  }

  private static String question(Operation sending) {
    return "SMS code that %s sent (%d min; Enter to skip): "
        .formatted(sending.id(), retryPolicy(sending).toMinutes());
  }

  private static Duration retryPolicy(Operation sending) {
    return sending.inFlow(Flow::taskLifetime).orElse(TIME_TO_ENTER);
  }

  @Override
  public String toString() {
    return "PromptedSmsCodes[maybeWrong=" + maybeWrong + "]";
  }
}
