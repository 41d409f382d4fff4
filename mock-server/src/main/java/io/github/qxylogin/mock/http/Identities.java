package io.github.qxylogin.mock.http;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identities of a call: those in its body, those that its task was issued to, and those
 * of its hosted account.
 *
 * @param ofTask returns the identities of a task by its id; none if it is unknown
 * @param ofAccount returns the present identities of the hosted account that a call names
 */
public record Identities(
    Function<String, List<String>> ofTask, Function<OperationRequest, List<String>> ofAccount) {
  /**
   * Checks that requests of at least one operation carry an identity.
   *
   * @throws IllegalArgumentException if none does
   */
  public static void check(List<Operation> operations) {
    InvalidValueException.check(
        operations.stream().anyMatch(operation -> carriesIdentity(operation.flow())),
        "outcome.no-identity",
        operations.get(0).id());
  }

  private static boolean carriesIdentity(@Nullable Flow flow) {
    return flow != null && (!flow.identity().isEmpty() || flow.task() != null);
  }

  /**
   * Returns the identities of a call, in this order: those in its body, those of its task, those of
   * its hosted account.
   */
  public Set<String> of(OperationRequest request) {
    Set<String> all = request.identities();
    request
        .operation()
        .inFlow(Flow::task)
        .flatMap(request::value)
        .map(ofTask)
        .ifPresent(all::addAll);
    all.addAll(ofAccount.apply(request));
    return all;
  }
}
