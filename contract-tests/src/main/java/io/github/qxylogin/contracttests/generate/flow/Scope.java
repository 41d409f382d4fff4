package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.UsualBody;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the conditions, loops and braces of a scenario mean for those who play its roles.
 *
 * @param values what the loops around are at, by name
 */
record Scope(Cast cast, Map<String, String> values) {
  /** The words that tell whether something is done. */
  static final Set<String> CONDITIONS = Set.of("if", "unless");

  private static final Pattern BRACES = Pattern.compile("\\{([^}]+)}");
  private static final Pattern CONDITION = Pattern.compile("(\\S+)(?: (answers|are|is) (\\S+))?");
  private static final List<String> LOOP =
      List.of("values", "kinds", "described", "fields", "besides", "like-usual", "first");

  /** Returns whether all that is asked for is so, and nothing that is excluded. */
  boolean hold(Entry told) {
    return told.at("if").list().stream().allMatch(this::holds)
        && told.at("unless").list().stream().noneMatch(this::holds);
  }

  private boolean holds(Entry condition) {
    Matcher words = CONDITION.matcher(condition.text());
    if (!words.matches()) {
      throw condition.wrong("'" + condition.text() + "' is no condition");
    }
    Entry subject = condition.withText(words.group(1));
    if (words.group(2) == null) {
      return cast.roles().containsKey(subject.text())
          ? !cast.all(subject.text()).isEmpty()
          : cast.told(subject).isPresent();
    }
    Entry wanted = condition.withText(words.group(3));
    return switch (words.group(2)) {
      case "answers" -> {
        Condition when = wanted.word(Condition.class);
        yield operation(subject).caseWhen(when).isPresent();
      }
      case "are" -> {
        wanted.knownIn(List.of("several"));
        yield cast.told(subject).filter(told -> Cast.texts(told).size() > 1).isPresent();
      }
      default -> {
        wanted.knownIn(List.of("optional"));
        yield isOptional(operation(subject), cast.told(subject).map(Object::toString).orElse(""));
      }
    };
  }

  /** Returns the operation of the role that a word begins with. */
  Operation operation(Entry named) {
    String role = named.text().split("\\.", 2)[0];
    named.withText(role).knownIn(cast.roles().keySet());
    return cast.all(role).stream()
        .findFirst()
        .orElseThrow(() -> named.wrong("no operation plays " + role));
  }

  private static boolean isOptional(Operation operation, String name) {
    return operation.fields().stream()
        .anyMatch(field -> field.name().equals(name) && !field.required());
  }

  /** Returns the same text, with what stands in braces filled in. */
  Entry filled(Entry text) {
    return text.withText(
        BRACES
            .matcher(text.text())
            .replaceAll(
                braces -> Matcher.quoteReplacement(meaning(text.withText(braces.group(1))))));
  }

  private String meaning(Entry word) {
    if (values.containsKey(word.text())) {
      return values.get(word.text());
    }
    if (cast.roles().containsKey(word.text())) {
      return operation(word).id();
    }
    return word.text().contains(" + ") ? String.valueOf(number(word)) : told(word).toString();
  }

  private Object told(Entry word) {
    return cast.told(word).orElseThrow(() -> word.wrong("the contract tells no " + word.text()));
  }

  /** Returns a number: one that the contract tells, or a few more. */
  int number(Entry number) {
    int sum = 0;
    for (String part : number.text().split(" \\+ ", -1)) {
      sum +=
          part.matches("\\d+")
              ? Integer.parseInt(part)
              : Integer.parseInt(told(number.withText(part)).toString());
    }
    return sum;
  }

  /** Returns itself for each value that a loop goes through; once where there is no loop. */
  List<Scope> each(Entry loop) {
    if (!loop.present()) {
      return List.of(this);
    }
    if (loop.node().isTextual()) {
      return values(loop).toList();
    }
    loop.members(LOOP);
    Stream<Scope> each =
        loop.at("values").present()
            ? values(loop.at("values"))
            : loop.at("kinds").present() ? kinds(loop.at("kinds")) : described(loop);
    return loop.at("first").present() ? each.limit(1).toList() : each.toList();
  }

  private Stream<Scope> values(Entry named) {
    return texts(named).stream().map(value -> with("value", value));
  }

  private List<String> texts(Entry named) {
    return cast.told(named).map(Cast::texts).orElse(List.of());
  }

  private Scope with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Scope(cast, more);
  }

  private Stream<Scope> kinds(Entry named) {
    String kind = told(named).toString();
    return successesOfKinds(operation(named)).stream()
        .map(success -> success.request().path(kind))
        .filter(value -> !value.isMissingNode())
        .map(JsonNode::asText)
        .distinct()
        .map(value -> with("value", value));
  }

  static List<Case> successesOfKinds(Operation operation) {
    return operation.cases().stream()
        .filter(success -> success.family() == Family.OK && success.request() != null)
        .toList();
  }

  /** Goes through the values that the contract describes of fields. */
  private Stream<Scope> described(Entry loop) {
    Operation operation = operation(loop.at("described"));
    List<String> fields = texts(loop.at("fields"));
    List<String> besides = texts(loop.at("besides"));
    boolean likeUsual = loop.at("like-usual").present();
    return operation.fields().stream()
        .filter(field -> fields.contains(field.name()))
        .flatMap(
            field ->
                valuesOf(operation, field, likeUsual)
                    .filter(value -> !besides.contains(value))
                    .map(value -> with("field", field.name()).with("value", value)));
  }

  private static Stream<String> valuesOf(Operation operation, Field field, boolean likeUsual) {
    String usual = UsualBody.of(operation).path(field.name()).asText();
    return field.names().keySet().stream()
        .filter(value -> !likeUsual || value.length() == usual.length())
        .filter(value -> !likeUsual || !value.equals(usual))
        .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
  }
}
