package io.github.qxylogin.codegen;

import io.github.qxylogin.codegen.Service.Continuation;
import io.github.qxylogin.codegen.Service.Member;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Set;

/** Rejects names of the contract that conflict with Java names in a generated outcome. */
final class ReservedNames {
  private static final Set<String> WIRES = Set.of("outcome", "sent", "sentAt");

  /** Methods of each outcome or object. */
  private static final Set<String> METHODS =
      Set.of(
          "builder",
          "bindTo",
          "outcomeName",
          "outcomeMembers",
          "outcomeLogin",
          "sent",
          "sentAt",
          "validUntil",
          "next",
          "needed",
          "masked",
          "text",
          "build",
          "keep",
          "equals",
          "hashCode",
          "toString",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  /** Types that the generated file uses by their simple names. */
  private static final Set<String> TYPES =
      Set.of(
          "Outcome",
          "OutcomeUnion",
          "Builder",
          "Reader",
          "LoginServices",
          "QixiangyunCall",
          "ApiResponse",
          "List",
          "Arrays",
          "Objects",
          "Optional",
          "Function",
          "Duration",
          "Instant",
          "String",
          "Object",
          "Void");

  private ReservedNames() {}

  /**
   * Checks the names of an outcome, its members and its continuations.
   *
   * @throws IllegalArgumentException if a name is reserved; the message has operation and name
   */
  static void check(
      Operation operation, String outcome, List<Member> members, List<Continuation> continuations) {
    reject(TYPES.contains(outcome), operation, "an outcome", outcome);
    for (Member member : members) {
      reject(WIRES.contains(member.wire()), operation, "a member of an outcome", member.wire());
      reject(METHODS.contains(member.name()), operation, "a member of an outcome", member.name());
      boolean shadowed = member.type().matches("(.*\\W)?" + outcome + "(\\W.*)?");
      reject(shadowed, operation, "an outcome and the type of its member", outcome);
    }
    for (Continuation next : continuations) {
      String id = next.operationId();
      reject(METHODS.contains(id), operation, "an operation that continues it", id);
      boolean twice = members.stream().anyMatch(member -> member.name().equals(id));
      boolean asks = next.element() != null || !next.parameters().isEmpty();
      reject(twice && !asks, operation, "a member and a continuation", id);
    }
  }

  private static void reject(boolean taken, Operation operation, String what, String name) {
    if (taken) {
      throw new IllegalArgumentException(
          "%s: %s is called '%s', a reserved name in the generated Java: give it another name"
              .formatted(operation.id(), what, name));
    }
  }
}
