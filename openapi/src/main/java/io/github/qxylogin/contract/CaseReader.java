package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the cases of one operation: those that a page prints come first, then ours. */
final class CaseReader {
  private static final String VALUE = "value";
  private static final String WITH = "with";

  private final Value response;
  private final Map<String, Value> printed;
  private final Value requests;
  private final Value ours;
  private final CodeCatalogue.OfOperation codes;

  /**
   * Reads the cases of an operation.
   *
   * @param response the response that has the examples of pages
   * @param requests the requests that pages print
   * @param ours what is ours of the cases
   */
  CaseReader(Value response, Value requests, Value ours, CodeCatalogue.OfOperation codes) {
    this.response = response;
    this.printed = OperationReader.json(response).at("examples").members();
    this.requests = requests;
    this.ours = ours;
    this.codes = codes;
  }

  List<Case> cases() {
    ours.members().values().forEach(added -> Binding.of(added, Case.Ours.class));
    Set<String> names = new LinkedHashSet<>(printed.keySet());
    names.addAll(ours.members().keySet());
    Optional<Value> usual = names.stream().filter(this::isSuccess).flatMap(this::whole).findFirst();
    return names.stream().map(name -> read(name, usual)).toList();
  }

  private boolean isSuccess(String name) {
    return family(answer(name)) == Family.OK;
  }

  private Stream<Value> whole(String name) {
    return request(name).optional(VALUE).stream();
  }

  private Case read(String name, Optional<Value> usual) {
    Value added = ours.at(name);
    Value answer = answer(name);
    Value request = request(name);
    Value grade = answer.at(printed.containsKey(name) ? "x-evidence" : "evidence");
    JsonNode body = body(request, usual);
    return new Case(
        name,
        grade.present() ? Binding.of(grade, Evidence.class) : Evidence.ASSUMED,
        added.read("when", when -> Binding.of(when, Condition.class)),
        body,
        magic(request, body),
        status(),
        answer.at(VALUE).node(),
        family(answer));
  }

  /** A request has a whole body, or tells in which fields it differs from the usual one. */
  private static @Nullable JsonNode body(Value request, Optional<Value> usual) {
    Value changes = request.at(WITH);
    if (!changes.present()) {
      return request.read(VALUE, Value::node);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    usual.ifPresent(
        whole -> whole.members().forEach((field, value) -> body.set(field, value.node())));
    changes.members().forEach((field, value) -> body.set(field, value.node()));
    return body;
  }

  private int status() {
    String status = response.place().last().getMatchingProperty();
    if (!status.matches("[1-5]\\d\\d")) {
      throw response.wrong("a response needs one HTTP status, not '" + status + "'");
    }
    return Integer.parseInt(status);
  }

  private Value answer(String name) {
    Value added = ours.at(name).at("answer");
    if (!printed.containsKey(name)) {
      if (!added.at(VALUE).present()) {
        throw added.wrong("an example with a value is expected");
      }
      return added;
    }
    if (added.present()) {
      throw added.wrong("'" + name + "' has a documented answer");
    }
    return printed.get(name);
  }

  private Value request(String name) {
    Value added = ours.at(name).at("request");
    if (!requests.at(name).present()) {
      if (added.present() && added.at(VALUE).present() == added.at(WITH).present()) {
        throw added.wrong("needs either a whole value, or fields in 'with'");
      }
      return added;
    }
    if (added.present()) {
      throw added.wrong("'" + name + "' has a documented request");
    }
    return requests.at(name);
  }

  private Family family(Value answer) {
    String code = answer.at(VALUE).node().path("code").asText();
    return codes.find(code).map(Code::family).orElse(Family.UNKNOWN);
  }

  private static Map<String, JsonNode> magic(Value request, @Nullable JsonNode body) {
    Map<String, JsonNode> magic = new LinkedHashMap<>();
    for (Value field : request.at("magic").list()) {
      JsonNode value = body == null ? MissingNode.getInstance() : body.path(field.text());
      if (!value.isValueNode()) {
        throw field.wrong("the request has no single value for '" + field.text() + "'");
      }
      magic.put(field.text(), value);
    }
    return Collections.unmodifiableMap(magic);
  }
}
