package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Lies about when failed logins lock a tax number. */
final class LockLies {
  private LockLies() {}

  static List<Operator> all() {
    return List.of(
        Operator.lie("lock-ignored", LockLies::ignored),
        Operator.lie("lock-too-late", LockLies::late),
        Operator.lie("lock-too-early", LockLies::early),
        Operator.lie("failures-kept-after-a-success", LockLies::neverReset),
        Operator.lie("failures-counted-by-task", LockLies::countedByTask),
        Operator.lie("lock-never-ends", LockLies::neverEnds),
        Operator.watchful("every-lock-lifted-at-once", LockLies::liftsAll));
  }

  private static Stream<Place> neverReset(Contract contract, Operation operation) {
    return locks(operation, Condition.SMS_CODE_WRONG)
        .filter(lock -> lock.midnight() == null)
        .map(
            lock ->
                new Place(
                    "every tax number",
                    () -> {
                      Map<String, Integer> failures = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        String taxNumber = call.text(lock.of());
                        boolean wrong =
                            call.undocumented()
                                && answer.isFor(operation, Condition.SMS_CODE_WRONG);
                        return wrong && failures.merge(taxNumber, 1, Integer::sum) > lock.failures()
                            ? Refused.of(contract, operation, Condition.LOGIN_LOCKED)
                            : answer;
                      };
                    }));
  }

  private static Stream<Place> countedByTask(Contract contract, Operation operation) {
    return locks(operation, Condition.LOGIN_LOCKED)
        .filter(lock -> operation.inFlow(Flow::task).isPresent())
        .map(
            lock ->
                new Place(
                    "every task",
                    () -> {
                      Map<String, Integer> failures = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        String task = call.text(operation.inFlow(Flow::task).orElseThrow());
                        if (call.undocumented()
                            && answer.isFor(operation, Condition.SMS_CODE_WRONG)) {
                          failures.merge(task, 1, Integer::sum);
                        }
                        return call.undocumented()
                                && answer.isFor(operation, Condition.LOGIN_LOCKED)
                                && failures.getOrDefault(task, 0) <= lock.failures()
                            ? ProxiedAnswer.of(operation.firstSuccess())
                            : answer;
                      };
                    }));
  }

  /** Who was told of a lock is told of it ever after. */
  private static Stream<Place> neverEnds(Contract contract, Operation operation) {
    return locks(operation, Condition.LOGIN_LOCKED)
        .map(
            lock ->
                new Place(
                    "everybody",
                    () -> {
                      Map<List<String>, ProxiedAnswer> locked = new HashMap<>();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        if (!call.operation().equals(operation) || !call.undocumented()) {
                          return answer;
                        }
                        List<String> whose = whose(operation, lock, call);
                        if (answer.isFor(operation, Condition.LOGIN_LOCKED)) {
                          locked.put(whose, answer);
                        }
                        return locked.getOrDefault(whose, answer);
                      };
                    }));
  }

  /** Returns whom a call is for, by its task where nothing else tells. */
  private static List<String> whose(Operation operation, Flow.Lock lock, ProxiedCall call) {
    if (lock.midnight() == null) {
      return List.of(call.text(lock.of()));
    }
    return operation
        .inFlow(Flow::task)
        .map(List::of)
        .orElseGet(() -> operation.flow().identity())
        .stream()
        .map(call::text)
        .toList();
  }

  /** Once anybody's lock was lifted, nobody is locked any more. */
  private static Stream<Place> liftsAll(Contract contract, Operation operation) {
    return locks(operation, Condition.LOGIN_LOCKED)
        .map(
            lock ->
                new Place(
                    "every tax number",
                    () -> {
                      AtomicBoolean lifted = new AtomicBoolean();
                      return (call, server) -> {
                        ProxiedAnswer answer = server.answer(call);
                        if (lifts(call.operation())
                            && call.undocumented()
                            && answer.succeeds(call.operation())) {
                          lifted.set(true);
                        }
                        return lifted.get()
                                && call.operation().equals(operation)
                                && call.undocumented()
                                && answer.isFor(operation, Condition.LOGIN_LOCKED)
                            ? ProxiedAnswer.of(operation.firstSuccess())
                            : answer;
                      };
                    }));
  }

  private static boolean lifts(Operation operation) {
    return operation
        .inFlow(Flow::account)
        .filter(account -> account.does() == AccountFlow.Does.RECOVERS)
        .isPresent();
  }

  private static Stream<Place> ignored(Contract contract, Operation operation) {
    return locks(operation, Condition.LOGIN_LOCKED)
        .map(
            lock ->
                instead(
                    operation,
                    lock,
                    Condition.LOGIN_LOCKED,
                    count -> true,
                    ProxiedAnswer.of(operation.firstSuccess())));
  }

  private static Stream<Place> late(Contract contract, Operation operation) {
    return locks(operation, Condition.SMS_CODE_WRONG)
        .map(
            lock ->
                instead(
                    operation,
                    lock,
                    Condition.LOGIN_LOCKED,
                    count -> count == 1,
                    Refused.of(contract, operation, Condition.SMS_CODE_WRONG)));
  }

  private static Stream<Place> early(Contract contract, Operation operation) {
    return locks(operation, Condition.SMS_CODE_WRONG)
        .map(
            lock ->
                instead(
                    operation,
                    lock,
                    Condition.SMS_CODE_WRONG,
                    count -> count >= lock.failures(),
                    Refused.of(contract, operation, Condition.LOGIN_LOCKED)));
  }

  private static Stream<Flow.Lock> locks(Operation operation, Condition answered) {
    return operation.inFlow(Flow::lock).stream()
        .filter(lock -> operation.caseWhen(answered).isPresent());
  }

  /** Tells something else, if it has wanted to say so to a tax number that many times. */
  private static Place instead(
      Operation operation,
      Flow.Lock lock,
      Condition wanted,
      IntPredicate times,
      ProxiedAnswer told) {
    return new Place(
        "every tax number",
        () -> {
          Map<List<String>, Integer> answers = new HashMap<>();
          return (call, server) -> {
            ProxiedAnswer answer = server.answer(call);
            return call.undocumented()
                    && answer.isFor(operation, wanted)
                    && times.test(answers.merge(whose(operation, lock, call), 1, Integer::sum))
                ? told
                : answer;
          };
        });
  }
}
