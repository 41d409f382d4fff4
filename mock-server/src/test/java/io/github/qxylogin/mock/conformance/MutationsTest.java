package io.github.qxylogin.mock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.testing.Slow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Tests the questions by contract violations: each has to make one of them fail. */
@Slow
class MutationsTest extends AskedMock {
  private static final List<Question> QUESTIONS = Questions.all().toList();

  @Test
  void ask_mutatedMock_failsAtLeastOneQuestion(TestReporter reporter) {
    Map<Question, Set<Operation>> called = new HashMap<>();
    QUESTIONS.forEach(question -> called.put(question, called(question)));
    List<Mutation> mutations = Mutations.ofEach(Integer.getInteger("mutations.each", 5));
    List<Mutation> survivors = new ArrayList<>();
    for (Mutation mutation : mutations) {
      Server mutated = mutation.applied(mock);
      boolean fails =
          QUESTIONS.stream()
              .filter(question -> called.get(question).contains(mutation.operation()))
              .anyMatch(question -> isFailed(question, mutated));
      if (!fails) {
        survivors.add(mutation);
      }
    }

    int detected = mutations.size() - survivors.size();
    reporter.publishEntry("detected", detected + " of " + mutations.size());
    assertThat(survivors).isEmpty();
  }

  /** Returns the operations that a question calls; it does not fail on the mock as it is. */
  private Set<Operation> called(Question question) {
    Set<Operation> called = new HashSet<>();
    Mutation.Fault none = (request, server) -> server.honestly(request).response();
    Mutation nothing = new Mutation("nothing", Conversation.hosting(Does.CREATES), "", none);
    Mutation.Mutated server = new Mutation.Mutated(mock, nothing, new ArrayList<>());
    question.ask(server);
    server.past().forEach(call -> called.add(call.request().operation()));
    return called;
  }

  private static boolean isFailed(Question question, Server mutated) {
    try {
      question.ask(mutated);
      return false;
    } catch (AssertionError detected) {
      return true;
    }
  }
}
