package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Set;

/** The body of an operation's valid request; checks change it at one place. */
public final class ValidRequest {
  private static final Set<Flow.Role> LOGIN = Set.of(Flow.Role.ISSUES_TASK, Flow.Role.REDEEMS_TASK);

  private ValidRequest() {}

  public static ObjectNode of(Operation operation) {
    JsonNode valid = operation.firstSuccess().request();
    return valid == null ? JsonNodeFactory.instance.objectNode() : valid.deepCopy();
  }

  /** The bureau locks a tax number after some failed logins; these operations can cause one. */
  public static boolean logsIn(Operation operation) {
    return operation.inFlow(Flow::role).filter(LOGIN::contains).isPresent();
  }
}
