package io.github.qxylogin.contract;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** All business codes that are known, and the families of those that are not. */
public final class CodeCatalogue {
  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Map<Family, Pattern> patterns = new EnumMap<>(Family.class);
  private final Map<Family, Code> classes = new EnumMap<>(Family.class);
  private final Map<Condition, Code.Answer> answers = new EnumMap<>(Condition.class);

  CodeCatalogue(Value catalogue) {
    catalogue.at("families").members().values().forEach(this::addFamily);
    catalogue.at("codes").list().forEach(this::addCode);
    patterns.keySet().forEach(f -> classes.put(f, classOf(f, catalogue.at("families"))));
  }

  private void addFamily(Value family) {
    String key = family.place().last().getMatchingProperty();
    Family named =
        new Value(TextNode.valueOf(key), family.place()).oneOf(Family.values(), Family::key);
    family.optional("pattern").ifPresent(p -> patterns.put(named, Pattern.compile(p.text())));
  }

  private Code classOf(Family family, Value families) {
    List<Code> listed = codes.values().stream().filter(code -> code.family() == family).toList();
    Value value = families.at(family.key());
    return new Code(
        value.text("pattern"),
        Optional.empty(),
        family,
        value.text("zh"),
        value.text("en"),
        Evidence.of(value.at("evidence")),
        !listed.isEmpty() && listed.stream().allMatch(Code::retryable),
        listed.stream().flatMap(code -> code.retryAfter().stream()).max(naturalOrder()),
        false);
  }

  private void addCode(Value value) {
    Code code = Code.of(value);
    if (codes.putIfAbsent(code.code(), code) != null) {
      throw value.wrong("code " + code.code() + " stands in the catalogue twice");
    }
    for (Value answer : value.at("answers").list()) {
      Condition when = Condition.of(answer.at("when"));
      Evidence evidence = Evidence.of(answer.at("evidence"));
      answers.put(when, new Code.Answer(code, when, answer.text("message"), evidence));
    }
  }

  /** Returns every code of the catalogue, in its order. */
  public Collection<Code> all() {
    return codes.values();
  }

  /** Returns what is known of a code, wherever it has this meaning. */
  public Optional<Code> find(String code) {
    return Optional.ofNullable(codes.get(code));
  }

  /**
   * Returns what a code means in the answers of an operation: what the catalogue says of it, or
   * else of its class, such as 4xxx. Of a class, a code is retryable if all that are listed are,
   * after the longest of their waits.
   */
  public Optional<Code> find(Operation operation, String code) {
    return find(operation.id(), operation.flow(), code);
  }

  /**
   * Returns what a code means in the answers of an operation that the contract does not describe:
   * what the catalogue says of it, if that holds everywhere, or else of its class.
   */
  public Optional<Code> findAnywhere(String code) {
    return find("", Optional.empty(), code);
  }

  private Optional<Code> find(String operation, Optional<Flow> flow, String code) {
    return find(code)
        .filter(listed -> listed.holdsFor(operation, flow))
        .or(() -> Optional.ofNullable(classes.get(classOf(code))).map(like -> like.as(code)));
  }

  /** Returns the text of a code: the one it answers with, if there is one alone, or its meaning. */
  public String messageOf(Code code) {
    List<String> texts =
        answers.values().stream()
            .filter(a -> a.code().equals(code))
            .map(Code.Answer::message)
            .toList();
    return texts.size() == 1 ? texts.get(0) : code.chinese();
  }

  /**
   * Returns the family of a code where it has its own meaning: its own, or that of its class such
   * as 4xxx.
   */
  public Family familyOf(String code) {
    return find(code).map(Code::family).orElseGet(() -> classOf(code));
  }

  /** Returns the family of a code in the answers of an operation. */
  public Family familyOf(Operation operation, String code) {
    return familyOf(operation.id(), operation.flow(), code);
  }

  Family familyOf(String operation, Optional<Flow> flow, String code) {
    return find(operation, flow, code).map(Code::family).orElse(Family.UNKNOWN);
  }

  /** Returns the class that the code's digits put it in, such as 4xxx, whatever the code itself. */
  public Family classOf(String code) {
    return patterns.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(code).matches())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Family.UNKNOWN);
  }

  /**
   * Returns the catalogue's answer to a condition.
   *
   * @throws IllegalArgumentException if the catalogue has none
   */
  public Code.Answer answerTo(Condition condition) {
    Code.Answer answer = answers.get(condition);
    if (answer == null) {
      throw new IllegalArgumentException("the code catalogue answers no " + condition.key());
    }
    return answer;
  }
}
