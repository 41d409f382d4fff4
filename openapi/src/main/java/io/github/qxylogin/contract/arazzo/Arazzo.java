package io.github.qxylogin.contract.arazzo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;

/** Writes the flows of a contract as an Arazzo document. Its links and roles define the flows. */
public final class Arazzo {
  private Arazzo() {}

  /**
   * Returns the document. A workflow begins with an operation that issues a task, or that no other
   * operation links to. An operation without a second step is no workflow.
   */
  public static ObjectNode of(Contract contract) {
    ObjectNode arazzo = JsonNodeFactory.instance.objectNode().put("arazzo", "1.0.1");
    arazzo.set("info", contract.document().withObject("/info").retain("title", "version"));
    ObjectNode source = arazzo.putArray("sourceDescriptions").addObject();
    source.put("name", "qixiangyun").put("url", "./openapi.yaml").put("type", "openapi");
    ArrayNode workflows = arazzo.putArray("workflows");
    contract.operations().stream()
        .filter(operation -> begins(operation, contract))
        .map(start -> new Workflow(contract, start).json())
        .filter(workflow -> workflow.path("steps").size() > 1)
        .forEach(workflows::add);
    return arazzo;
  }

  private static boolean begins(Operation operation, Contract contract) {
    return operation.plays(Flow.Role.ISSUES_TASK)
        || (operation.inFlow(Flow::role).filter(role -> role != Flow.Role.NONE).isPresent()
            && contract.operations().stream()
                .noneMatch(o -> !o.equals(operation) && o.linkTo(operation).isPresent()));
  }
}
