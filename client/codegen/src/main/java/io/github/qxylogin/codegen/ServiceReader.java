package io.github.qxylogin.codegen;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.codegen.Service.Call;
import io.github.qxylogin.codegen.Service.CarriedField;
import io.github.qxylogin.codegen.Service.Continuation;
import io.github.qxylogin.codegen.Service.Lifetime;
import io.github.qxylogin.codegen.Service.Member;
import io.github.qxylogin.codegen.Service.Option;
import io.github.qxylogin.codegen.Service.Parameter;
import io.github.qxylogin.codegen.Service.Result;
import io.github.qxylogin.codegen.Service.Union;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Flow.Role;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CodegenOperation;
import org.openapitools.codegen.model.OperationMap;

/** Reads the service of a tag: its calls, their outcomes, and the continuations of these. */
final class ServiceReader {
  private static final String DATA = LoginCodegen.DATA;
  private static final String NOTHING = "Void";
  private static final String FIRST = "/" + DATA + "/0";

  private final LoginCodegen codegen;
  private final Contract contract;

  ServiceReader(LoginCodegen codegen, Contract contract) {
    this.codegen = codegen;
    this.contract = contract;
  }

  /** Returns whether users call the operation: the client itself fetches tokens. */
  static boolean isServed(Operation operation) {
    return !operation.plays(Role.ISSUES_TOKEN);
  }

  Service read(OperationMap tag) {
    List<Call> calls = new ArrayList<>();
    List<Union> unions = new ArrayList<>();
    Map<String, Result> results = new LinkedHashMap<>();
    boolean served = false;
    String name = "";
    for (CodegenOperation generated : tag.getOperation()) {
      Operation operation = contract.operation(generated.operationIdOriginal);
      name = operation.tag();
      served |= isServed(operation);
      calls.add(
          new Call(
              generated,
              operation.fields().stream()
                  .anyMatch(f -> f.encryptedWhen() != null || !f.keepsEffect().isEmpty()),
              returned(operation),
              about(operation),
              Failures.of(operation)));
      if (operation.outcomes().size() > 1) {
        unions.add(union(operation));
      }
      if (hasResults(operation)) {
        operation.outcomes().forEach(o -> add(results, result(operation, o)));
      }
    }
    return new Service(
        codegen.serviceName(name),
        codegen.retrofitName(name),
        codegen.accessor(name),
        codegen.about(name),
        served,
        calls,
        unions,
        List.copyOf(results.values()));
  }

  /** Returns the paragraphs of Javadoc for an operation or a webhook. */
  List<String> about(Operation operation) {
    JsonPointer place = Contract.place(operation);
    JsonNode described = contract.document().at(place);
    List<String> about = new ArrayList<>();
    about.add(JavadocText.sentence(described.path("summary").asText()));
    about.addAll(JavadocText.paragraphs(described.path("description").asText()));
    about.add(
        JavadocText.evidence(operation.evidence())
            + pages(described.path("x-pages"))
            + " In the contract: <code>openapi/"
            + place.getMatchingProperty()
            + "/"
            + operation.fileName()
            + ".yaml</code>.");
    return about;
  }

  private static String pages(JsonNode ids) {
    List<String> pages = new ArrayList<>();
    ids.forEach(id -> pages.add(id.asText()));
    return pages.isEmpty() ? "" : " The vendor's pages: " + String.join(", ", pages) + ".";
  }

  // Return types

  /** Returns whether an operation has an outcome with members, or several outcomes. */
  private boolean hasResults(Operation operation) {
    return operation.outcomes().size() > 1 || !codegen.members(operation).isEmpty();
  }

  private String returned(Operation operation) {
    if (operation.outcomes().size() > 1) {
      return unionOf(operation);
    }
    return hasResults(operation) ? operation.outcomes().get(0).name() : NOTHING;
  }

  /** Returns the return type of a call, qualified for use in another service. */
  private String returnedElsewhere(Operation operation) {
    String returned = returned(operation);
    boolean ours = operation.outcomes().size() > 1 || hasResults(operation);
    return ours ? codegen.serviceName(operation.tag()) + "." + returned : returned;
  }

  private static String unionOf(Operation operation) {
    String id = operation.id();
    return Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Outcome";
  }

  private Union union(Operation operation) {
    List<Option> options =
        operation.outcomes().stream()
            .map(outcome -> new Option(outcome.name(), accessor(outcome.name())))
            .toList();
    return new Union(unionOf(operation), operation.id(), options);
  }

  private static String accessor(String type) {
    return Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  // Outcomes

  private Result result(Operation operation, Outcome outcome) {
    Set<String> needed = children(outcome.needs().stream());
    List<Member> members =
        codegen.members(operation).stream()
            .filter(member -> isIn(operation, outcome, member.wire()))
            .map(member -> needed.contains(member.wire()) ? member.asNeeded() : member)
            .toList();
    List<Continuation> continuations =
        operation.links().stream()
            .filter(link -> continues(operation, outcome, link))
            .map(link -> next(operation, outcome, link))
            .toList();
    ReservedNames.check(operation, outcome.name(), members, continuations);
    return new Result(
        outcome.name(),
        meaning(operation, outcome),
        lifetime(operation, outcome),
        members,
        continuations);
  }

  /** Returns how long the task of an outcome is valid; null if it has no task. */
  private @Nullable Lifetime lifetime(Operation operation, Outcome outcome) {
    JsonNode documented =
        contract.document().at(Contract.place(operation)).at("/x-flow/taskLifetime");
    return operation
        .inFlow(Flow::taskAt)
        .filter(outcome.needs()::contains)
        .flatMap(task -> operation.inFlow(Flow::taskLifetime))
        .map(lasts -> new Lifetime(lasts.toString(), documented.isMissingNode()))
        .orElse(null);
  }

  /** Returns the summary of the first case of an outcome, documented or assumed. */
  private String meaning(Operation operation, Outcome outcome) {
    JsonNode described = contract.document().at(Contract.place(operation));
    String shown =
        operation.cases().stream()
            .filter(c -> operation.outcomeOf(c.response()).filter(outcome::equals).isPresent())
            .findFirst()
            .map(Case::name)
            .orElse("");
    String documented =
        described
            .at("/responses/200/content/application~1json/examples")
            .path(shown)
            .path("summary")
            .asText();
    JsonNode ours = described.at("/x-mock/cases").path(shown).at("/response/summary");
    String summary = documented.isEmpty() ? ours.asText() : documented;
    return JavadocText.sentence(summary.replaceAll(";.*", ""));
  }

  /** Excludes members that only other outcomes have, and members that identify the outcome. */
  private static boolean isIn(Operation operation, Outcome outcome, String member) {
    if (children(Stream.concat(outcome.is().keySet().stream(), outcome.isOne().keySet().stream()))
        .contains(member)) {
      return false;
    }
    List<Outcome> having =
        operation.outcomes().stream().filter(o -> has(operation, o, member)).toList();
    return having.isEmpty() ? outcome.absent().isEmpty() : having.contains(outcome);
  }

  private static boolean has(Operation operation, Outcome outcome, String member) {
    return children(Stream.concat(outcome.needs().stream(), outcome.needsOne().stream()))
            .contains(member)
        || operation.cases().stream()
            .filter(c -> operation.outcomeOf(c.response()).filter(outcome::equals).isPresent())
            .map(Case::response)
            .anyMatch(response -> response.path(DATA).has(member));
  }

  /** Returns the members of the data that contain the places. */
  private static Set<String> children(Stream<JsonPointer> places) {
    return places
        .filter(place -> DATA.equals(place.getMatchingProperty()))
        .map(place -> place.tail().matches() ? DATA : place.tail().getMatchingProperty())
        .collect(toCollection(LinkedHashSet::new));
  }

  /** Outcomes of the same name become one type with the members of all its calls. */
  private static void add(Map<String, Result> results, Result result) {
    results.merge(result.name(), result, ServiceReader::joined);
  }

  private static Result joined(Result one, Result other) {
    Map<String, Member> members = new LinkedHashMap<>();
    one.members()
        .forEach(
            member ->
                members.put(
                    member.wire(),
                    other.find(member.wire()).isPresent() ? member : member.asOptional()));
    for (Member member : other.members()) {
      members.merge(
          member.wire(),
          one.find(member.wire()).isPresent() ? member : member.asOptional(),
          (first, second) -> first.joined(second, one.name()));
    }
    List<Continuation> common = new ArrayList<>(one.continuations());
    common.retainAll(other.continuations());
    Lifetime lifetime = Objects.equals(one.lifetime(), other.lifetime()) ? one.lifetime() : null;
    return new Result(one.name(), one.about(), lifetime, List.copyOf(members.values()), common);
  }

  // Continuations

  /**
   * Returns whether an outcome contains the values of a link. Only calls that use a task continue
   * an outcome with a task. If one field decides which others are required, no fixed parameters fit
   * all calls: the caller builds that request.
   */
  private boolean continues(Operation operation, Outcome outcome, Link link) {
    Operation target = contract.operation(link.operationId());
    List<JsonPointer> fromResponse = new ArrayList<>();
    for (Link.Source source : link.fields().values()) {
      if (source instanceof Link.Source.Place place && place.inResponse()) {
        fromResponse.add(place.at());
      }
    }
    boolean task = operation.inFlow(Flow::taskAt).filter(outcome.needs()::contains).isPresent();
    boolean forTask = target.plays(Role.REDEEMS_TASK) || target.plays(Role.POLLS_TASK);
    return isServed(target)
        && target.requiredWhen().isEmpty()
        && (fromResponse.isEmpty()
            ? !task || forTask
            : fromResponse.stream()
                .anyMatch(at -> outcome.needs().contains(at) || isListElement(outcome, at)));
  }

  /** Returns whether a source is a field of a list element, which the caller chooses. */
  private static boolean isListElement(Outcome outcome, Link.Source source) {
    return source instanceof Link.Source.Place place
        && place.inResponse()
        && isListElement(outcome, place.at());
  }

  private static boolean isListElement(Outcome outcome, JsonPointer at) {
    return FIRST.equals(at.head().toString()) && outcome.needs().contains(at.head().head());
  }

  private Continuation next(Operation operation, Outcome outcome, Link link) {
    Operation target = contract.operation(link.operationId());
    Map<String, Member> request = codegen.request(target);
    Map<String, String> taken = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    link.fields()
        .forEach(
            (field, source) -> {
              Optional<String> value = value(operation, outcome, source);
              value.ifPresentOrElse(java -> taken.put(field, java), () -> missing.add(field));
            });
    target.fields().stream()
        .filter(field -> field.required() && !taken.containsKey(field.name()))
        .forEach(field -> missing.add(field.name()));
    boolean ofElement =
        link.fields().values().stream().anyMatch(source -> isListElement(outcome, source));
    List<Parameter> parameters =
        missing.stream()
            .map(request::get)
            .map(member -> new Parameter(member.name(), member.type(), member.about()))
            .toList();
    return new Continuation(
        target.id(),
        JavadocText.sentence(target.summary()),
        returnedElsewhere(target),
        codegen.accessor(target.tag()),
        codegen.requestName(target),
        ofElement ? element(operation) : null,
        taken.entrySet().stream().map(e -> new CarriedField(e.getKey(), e.getValue())).toList(),
        parameters);
  }

  /** Returns the parameter for the list element. */
  private Parameter element(Operation operation) {
    String type = codegen.elementType(operation);
    return new Parameter(accessor(type), type, "One of <code>" + DATA + "</code>.");
  }

  /** Returns the value of a field; none for a secret, which the caller passes again. */
  private Optional<String> value(Operation operation, Outcome outcome, Link.Source source) {
    if (source instanceof Link.Source.Constant constant) {
      return Optional.of(literal(operation, constant.value()));
    }
    Link.Source.Place place = (Link.Source.Place) source;
    if (isListElement(outcome, source)) {
      String member = place.at().last().getMatchingProperty();
      String accessor = codegen.elementAccessor(operation, member);
      return Optional.of(element(operation).name() + "." + accessor + "().orElse(null)");
    }
    if (place.inResponse()) {
      boolean always = outcome.needs().contains(place.at());
      return codegen.members(operation).stream()
          .filter(member -> always && place.at().tail().matchesProperty(member.wire()))
          .filter(member -> place.at().tail().tail().matches())
          .map(Member::name)
          .findFirst();
    }
    String wire = place.at().getMatchingProperty();
    return operation.fields().stream()
        .filter(field -> field.name().equals(wire) && !field.sensitive())
        .map(Field::name)
        .map(name -> "sent(\"" + name + "\")")
        .findFirst();
  }

  private static String literal(Operation operation, JsonNode constant) {
    if (constant.isTextual()) {
      return JavadocText.literal(constant.textValue());
    }
    if (constant.isBoolean() || constant.isInt()) {
      return constant.toString();
    }
    throw new IllegalArgumentException(
        "A link of %s passes %s: only a text, a boolean or an int is supported"
            .formatted(operation.id(), constant));
  }
}
