package io.github.qxylogin.contract;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Completes the cases of an operation from its other cases. It adds the request of a case that
 * reports a missing field. Without such a case it adds one, for the field that is needed most.
 *
 * @param flow the operation's part in a login
 * @param required the fields that a request needs
 * @param alternatives sets of fields; one set has to be complete
 */
record MissingField(
    CodeCatalogue catalogue,
    CodeCatalogue codes,
    @Nullable Flow flow,
    List<String> required,
    List<Set<String>> alternatives) {
  private static final String CODE = "code";
  private static final String MESSAGE = "message";

  List<Case> completed(List<Case> cases) {
    Optional<Case> success =
        cases.stream().filter(c -> c.family() == Family.OK && c.request() != null).findFirst();
    if (success.isEmpty() || required.isEmpty()) {
      return cases;
    }
    if (cases.stream().anyMatch(MissingField::isOfMissingField)) {
      return cases.stream().map(c -> withRequest(c, success.get())).toList();
    }
    Optional<Case> made =
        catalogue
            .findResponse(Condition.PARAMETER_MISSING)
            .map(usual -> made(mostNeeded(), usual, success.get(), cases));
    return Stream.concat(cases.stream(), made.stream()).toList();
  }

  /** Returns the task, or else the first field that does not choose among the successes. */
  private String mostNeeded() {
    if (flow != null && flow.task() != null) {
      return flow.task();
    }
    String kind = flow == null || flow.kind() == null ? "" : flow.kind().field();
    return required.stream().filter(name -> !name.equals(kind)).findFirst().orElse(kind);
  }

  private static boolean isOfMissingField(Case documented) {
    return documented.when() == Condition.PARAMETER_MISSING;
  }

  private Case withRequest(Case documented, Case success) {
    if (!isOfMissingField(documented) || documented.request() != null) {
      return documented;
    }
    String message = documented.response().path(MESSAGE).asText();
    String field =
        required.stream().filter(message::contains).findFirst().orElseGet(this::mostNeeded);
    return documented.withRequest(requestWithout(field, success));
  }

  /** Returns the valid request without the field and its alternatives. */
  private JsonNode requestWithout(String field, Case success) {
    ObjectNode request = ((ObjectNode) success.request()).deepCopy();
    request.remove(field);
    if (alternatives.stream().anyMatch(names -> names.contains(field))) {
      alternatives.stream()
          .filter(names -> names.stream().noneMatch(name -> Operation.isMissing(request, name)))
          .forEach(request::remove);
    }
    return request;
  }

  /** Code and text are the catalogue's, the form is that of the other responses. */
  private Case made(String field, Code.ErrorResponse usual, Case success, List<Case> cases) {
    Code code = codeOf(cases).orElse(usual.code());
    ObjectNode response = form(success, cases);
    response.put(CODE, code.code());
    response.put("success", code.success());
    response.put(MESSAGE, usual.message(field));
    return new Case(
        "missing-" + kebab(field),
        null,
        Evidence.ASSUMED,
        Condition.PARAMETER_MISSING,
        requestWithout(field, success),
        Map.of(),
        success.status(),
        response,
        code.family());
  }

  /** Returns the code of another parameter error, unless only this operation has it for one. */
  private Optional<Code> codeOf(List<Case> cases) {
    return cases.stream()
        .filter(c -> c.family() == Family.PARAMETER)
        .filter(c -> codes.all().stream().noneMatch(own -> own.code().equals(c.code())))
        .findFirst()
        .flatMap(c -> codes.find(c.code()));
  }

  /** Returns the shortest error, or the success less its data. */
  private static ObjectNode form(Case success, List<Case> cases) {
    return cases.stream()
        .filter(c -> c.family() != Family.OK)
        .map(Case::response)
        .min(comparingInt(JsonNode::size))
        .map(error -> (ObjectNode) error.deepCopy())
        .orElseGet(() -> ((ObjectNode) success.response()).deepCopy().without("data"));
  }

  private static String kebab(String field) {
    return field.replaceAll("([A-Z])", "-$1").replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
