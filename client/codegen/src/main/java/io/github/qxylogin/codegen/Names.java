package io.github.qxylogin.codegen;

import io.github.qxylogin.codegen.Service.Member;
import io.github.qxylogin.codegen.Service.Next;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Set;

/** Refuses names of the contract that would mean something else in the Java of an outcome. */
final class Names {
  private static final Set<String> WIRES = Set.of("outcome", "sent", "sentAt");

  /** What an outcome has of its own, or of each object. */
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

  /** What stands in the same file by its simple name. */
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

  private Names() {}

  /**
   * Does nothing if an outcome can be written in Java.
   *
   * @throws IllegalArgumentException naming operation and name, if it cannot
   */
  static void check(Operation operation, String outcome, List<Member> members, List<Next> nexts) {
    refuse(TYPES.contains(outcome), operation, "an outcome", outcome);
    for (Member member : members) {
      refuse(WIRES.contains(member.wire()), operation, "a member of an outcome", member.wire());
      refuse(METHODS.contains(member.name()), operation, "a member of an outcome", member.name());
      boolean shadowed = member.type().matches("(.*\\W)?" + outcome + "(\\W.*)?");
      refuse(shadowed, operation, "an outcome and the type of its member", outcome);
    }
    for (Next next : nexts) {
      String id = next.operationId();
      refuse(METHODS.contains(id), operation, "an operation that continues it", id);
      boolean twice = members.stream().anyMatch(member -> member.name().equals(id));
      boolean asks = next.element() != null || !next.asked().isEmpty();
      refuse(twice && !asks, operation, "a member and what continues it", id);
    }
  }

  private static void refuse(boolean taken, Operation operation, String what, String name) {
    if (taken) {
      throw new IllegalArgumentException(
          "%s: %s is called '%s', which the client's Java cannot call so: give it another name"
              .formatted(operation.id(), what, name));
    }
  }
}
