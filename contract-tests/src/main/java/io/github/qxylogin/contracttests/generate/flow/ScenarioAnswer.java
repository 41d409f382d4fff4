package io.github.qxylogin.contracttests.generate.flow;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a call of a scenario has to be answered, by what is told of it. */
record ScenarioAnswer(Contract contract, Operation operation, Entry told) {

  static Expectation of(Contract contract, Operation operation, Entry told) {
    return new ScenarioAnswer(contract, operation, told).expected();
  }

  private Expectation expected() {
    Entry answer = told.at("answer");
    if (told.at("tells").present()) {
      return new Expectation.Documented(telling(told.at("tells")));
    }
    if (told.at("refused").present()) {
      return refused(told.at("refused"));
    }
    if (!answer.present()) {
      return new Expectation.Documented(operation.firstSuccess());
    }
    if (answer.node().isTextual() && answer.text().equals("any-success")) {
      return Expectation.OneOf.success(operation);
    }
    Set<Condition> conditions = answer.words(Condition.class);
    if (conditions.size() == 1 && !told.at("or-refused").present()) {
      return new Expectation.Documented(when(answer));
    }
    List<Expectation.Documented> answers =
        operation.cases().stream()
            .filter(c -> c.when() != null && conditions.contains(c.when()))
            .map(Expectation.Documented::new)
            .toList();
    if (answers.isEmpty()) {
      throw answer.wrong(operation + " has no answer when " + String.join(", ", answer.texts()));
    }
    return new Expectation.OneOf(
        answers, told.at("or-refused").list().stream().findFirst().map(this::perhapsRefused));
  }

  private Case when(Entry condition) {
    return operation
        .caseWhen(condition.word(Condition.class))
        .orElseThrow(() -> condition.wrong(operation + " has no answer when " + condition.text()));
  }

  private Expectation.Refusal perhapsRefused(Entry condition) {
    return Refusals.ofParameter(
            contract, operation, condition.word(Condition.class), Optional.empty())
        .assumed();
  }

  /** As the operation documents it, or else as the code catalogue words it. */
  private Expectation refused(Entry condition) {
    Condition why = condition.word(Condition.class);
    return operation
        .caseWhen(why)
        .<Expectation>map(Expectation.Documented::new)
        .orElseGet(() -> Refusals.of(contract, operation, why));
  }

  /** Returns the success that tells a state of the task that is polled. */
  private Case telling(Entry state) {
    Flow.Status status =
        operation
            .inFlow(Flow::status)
            .orElseThrow(() -> state.wrong(operation + " tells no states of its task"));
    state.knownIn(List.of("running", "done"));
    String wanted = state.text().equals("done") ? status.done() : status.running();
    return operation.cases().stream()
        .filter(c -> c.family() == Family.OK)
        .filter(c -> c.answer().at(status.at()).asText().equals(wanted))
        .findFirst()
        .orElseThrow(() -> state.wrong(operation + " has no answer with " + wanted));
  }
}
