package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which operations play the roles of a file.
 *
 * @param bound the operations of the roles that are played by one at a time
 */
record Cast(
    Contract contract, Map<String, Role> roles, String checked, Map<String, Operation> bound) {

  /**
   * What a call takes over from an earlier one.
   *
   * @param role the role of the earlier call
   * @param operation its operation
   */
  record Source(String role, Operation operation, Link link) {}

  /**
   * Returns the casts in which an operation is checked: one for each way in which the other roles
   * that are bound can be played.
   */
  static Stream<Cast> of(
      Contract contract,
      Map<String, Role> roles,
      String checked,
      List<String> others,
      Operation operation) {
    Cast alone = new Cast(contract, roles, checked, Map.of(checked, operation));
    if (!roles.get(checked).fits().test(operation)) {
      return Stream.empty();
    }
    Stream<Cast> casts = Stream.of(alone);
    for (String role : others) {
      casts = casts.flatMap(cast -> cast.fitting(role).map(other -> cast.with(role, other)));
    }
    return casts.filter(Cast::isLinked);
  }

  private Cast with(String role, Operation operation) {
    Map<String, Operation> more = new HashMap<>(bound);
    more.put(role, operation);
    return new Cast(contract, roles, checked, more);
  }

  private boolean isLinked() {
    return bound.keySet().stream().allMatch(role -> isLinked(role, bound.get(role)));
  }

  private boolean isLinked(String role, Operation operation) {
    return roles.get(role).from().isEmpty() || source(role, operation).isPresent();
  }

  private Stream<Operation> fitting(String name) {
    Role role = roles.get(name);
    Stream<Operation> fitting = contract.operations().stream().filter(role.fits());
    return role.namedBy().present()
        ? fitting.filter(o -> Optional.of(o.id()).equals(told(role.namedBy())))
        : fitting;
  }

  /** Returns the operations that play a role, which may be none. */
  List<Operation> all(String role) {
    if (bound.containsKey(role)) {
      return List.of(bound.get(role));
    }
    List<Operation> all = fitting(role).filter(other -> isLinked(role, other)).toList();
    if (!roles.get(role).first() || all.isEmpty()) {
      return all;
    }
    Operation itself = bound.get(checked);
    return List.of(all.contains(itself) ? itself : all.get(0));
  }

  /** Returns what the operation of a role takes over, and from whom. */
  Optional<Source> source(String role, Operation operation) {
    return roles.get(role).from().stream()
        .flatMap(
            from ->
                all(from).stream()
                    .flatMap(
                        other ->
                            other.linkTo(operation).stream()
                                .map(link -> new Source(from, other, link))))
        .findFirst();
  }

  /** Returns what the contract tells under the name of a role and a member of its flow. */
  Optional<Object> told(Entry named) {
    String[] words = named.text().split("\\.", 2);
    if (words.length < 2 || !roles.containsKey(words[0])) {
      throw named.wrong(
          "'%s' is no role with a member of its flow, such as %s.identity"
              .formatted(named.text(), checked));
    }
    return all(words[0]).stream()
        .findFirst()
        .flatMap(operation -> told(words[0], operation, named.withText(words[1])));
  }

  private Optional<Object> told(String role, Operation operation, Entry member) {
    return switch (member.text()) {
      case "forWhom" -> some(forWhom(operation));
      case "person" -> some(person(operation));
      case "described" -> some(described(operation));
      case "ownNames" -> some(ownNames(role, operation));
      case "toldNames" -> some(toldNames(operation));
      default -> FlowMember.of(operation, member);
    };
  }

  private static Optional<Object> some(List<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  /** Returns the fields that a member of a flow names: of this role, if it names no other. */
  List<String> fields(String role, Operation operation, Entry named) {
    if (named.text().startsWith("/")) {
      return List.of(named.text().substring(1));
    }
    boolean another =
        roles.containsKey(named.text().split("\\.", 2)[0]) && named.text().contains(".");
    Optional<Object> told = another ? told(named) : told(role, operation, named);
    return told.map(Cast::texts).orElse(List.of());
  }

  static List<String> texts(Object told) {
    return told instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(told.toString());
  }

  /** Returns the fields that tell for whom a person logs in. */
  private static List<String> forWhom(Operation operation) {
    List<String> forWhom = new ArrayList<>(in(operation, Flow::identity));
    forWhom.removeAll(in(operation, Flow::person));
    return forWhom;
  }

  /** Returns the fields that tell who logs in, where the request tells that and not an account. */
  private static List<String> person(Operation operation) {
    List<String> person = in(operation, Flow::person);
    List<String> fields = operation.fields().stream().map(Field::name).toList();
    return fields.containsAll(person) ? person : List.of();
  }

  /** Returns the fields of which the contract lists the values. */
  private static List<String> described(Operation operation) {
    return operation.fields().stream()
        .filter(field -> !field.names().isEmpty())
        .map(Field::name)
        .toList();
  }

  /**
   * Returns the fields of a session's name that differ from person to person: a documented constant
   * does not.
   */
  private List<String> ownNames(String role, Operation operation) {
    Source source = source(role, operation).orElseThrow();
    return in(operation, Flow::session).stream()
        .filter(field -> differs(source, source.link().fields().get(field)))
        .toList();
  }

  private static boolean differs(Source source, Link.Source value) {
    Flow from = source.operation().flow();
    if (!(value instanceof Link.Source.Place place)) {
      return false;
    }
    return place.inAnswer()
        ? from.carried().contains(place.at())
            || from.derived().stream().anyMatch(derived -> derived.at().equals(place.at()))
        : from.identity().contains(place.at().last().getMatchingProperty());
  }

  /** Returns the fields of a session's name that an earlier answer tells, and no person chooses. */
  private List<String> toldNames(Operation operation) {
    return operation.fields().stream()
        .filter(field -> field.accepts(TextNode.valueOf("")))
        .map(Field::name)
        .filter(in(operation, Flow::session)::contains)
        .filter(name -> contract.operations().stream().anyMatch(o -> tells(o, operation, name)))
        .toList();
  }

  private static boolean tells(Operation from, Operation operation, String field) {
    return from.linkTo(operation).stream()
        .map(link -> link.fields().get(field))
        .anyMatch(source -> source instanceof Link.Source.Place place && place.inAnswer());
  }

  private static List<String> in(Operation operation, Function<Flow, List<String>> member) {
    return operation.inFlow(member).orElse(List.of());
  }
}
