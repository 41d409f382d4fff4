package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** All business codes that are known, and the families of those that are not. */
public final class CodeCatalogue {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

  private final Value families;
  private final Map<String, Code> codes = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, Code> meanings = new LinkedHashMap<>();
  private final Map<Family, Pattern> patterns = new EnumMap<>(Family.class);
  private final Map<Family, Code> classes = new EnumMap<>(Family.class);
  private final Map<Condition, Code.Answer> answers = new EnumMap<>(Condition.class);

  /**
   * Reads the codes that mean the same wherever no operation says otherwise.
   *
   * @param catalogue what the pages say
   * @param ours what we add
   */
  CodeCatalogue(Value catalogue, Value ours) {
    families = catalogue.at("families");
    ours.only(List.of("description", "answers", "codes"));
    families.members().forEach(this::addFamily);
    for (Value listed : catalogue.at("codes").list()) {
      Code code = add(listed, named(listed));
      listed.at("answers").list().forEach(answer -> add(code, answer));
    }
    ours.at("codes").list().forEach(listed -> add(listed, assumed(listed)));
    for (Value answer : ours.at("answers").list()) {
      Value code = answer.at("code");
      add(listed(code.text()).orElseThrow(() -> code.wrong("is in no catalogue")), answer);
    }
  }

  private void addFamily(String key, Value family) {
    Family named = family(new Value(TextNode.valueOf(key), family.place()));
    Optional<Value> pattern = family.optional("pattern");
    if (pattern.isPresent()) {
      patterns.put(named, pattern(pattern.get(), pattern.get().text()));
      classes.put(named, code(family, pattern.get().text(), named));
    }
  }

  private static Pattern pattern(Value place, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException malformed) {
      throw place.wrong("is no regular expression: " + malformed.getDescription());
    }
  }

  private static Family family(Value name) {
    return name.oneOf(Family.values(), Family::key);
  }

  private Code add(Value listed, Code code) {
    if (codes.putIfAbsent(code.code(), code) != null) {
      throw listed.wrong("code " + code.code() + " stands in the catalogue twice");
    }
    names.add(code.code());
    return code;
  }

  /** A name stands for one code of one family, wherever that is its meaning. */
  private Code named(Value listed) {
    Value name = listed.at("name");
    if (!name.present()) {
      throw name.wrong("is missing: " + listed.text("code") + " needs one such as ACCOUNT_LOCKED");
    }
    if (!NAME.matcher(name.text()).matches()) {
      throw name.wrong("'" + name.text() + "' is no name such as ACCOUNT_LOCKED");
    }
    Code code = code(listed);
    Code other = meanings.putIfAbsent(name.text(), code);
    if (other != null && !(other.code().equals(code.code()) && other.family() == code.family())) {
      throw name.wrong(
          "%s is the name of %s (%s) already: give %s (%s) another"
              .formatted(
                  name.text(),
                  other.code(),
                  other.family().key(),
                  code.code(),
                  code.family().key()));
    }
    return code;
  }

  private Code assumed(Value listed) {
    if (listed.at("name").present()) {
      throw listed.at("name").wrong("is not for what we assume: leave it out");
    }
    return code(listed);
  }

  private Code code(Value listed) {
    return code(listed, listed.text("code"), family(listed.at("family")));
  }

  private Code code(Value said, String code, Family family) {
    return Code.of(said, code, family, families.at(family.key()), Evidence.ASSUMED);
  }

  private void add(Code code, Value answer) {
    answer.only(List.of("when", "code", "message", "evidence"));
    Condition when = Condition.of(answer.at("when"));
    Evidence evidence = answer.optional("evidence").map(Evidence::of).orElse(Evidence.ASSUMED);
    Code.Answer given = new Code.Answer(code, when, answer.text("message"), evidence);
    if (answers.putIfAbsent(when, given) != null) {
      throw answer.wrong(when.key() + " has an answer already");
    }
  }

  /** Reads the codes of an operation, whose meaning there comes before all others. */
  OperationCodes of(Value operation, Value ours) {
    Map<String, Code> own = new LinkedHashMap<>();
    operation.at("x-codes").list().forEach(listed -> add(own, listed, named(listed)));
    ours.list().forEach(listed -> add(own, listed, assumed(listed)));
    Map<Pattern, Code> classes = new LinkedHashMap<>();
    operation
        .at("x-code-families")
        .members()
        .forEach((text, told) -> classes.put(pattern(told, text), ofClass(text, told)));
    return new OperationCodes(this, own, classes);
  }

  private void add(Map<String, Code> own, Value listed, Code code) {
    if (own.putIfAbsent(code.code(), code) != null) {
      throw listed.wrong("code " + code.code() + " stands here twice");
    }
    names.add(code.code());
  }

  /** An operation puts codes into a family by its name alone, or says more of them. */
  private Code ofClass(String pattern, Value told) {
    boolean named = told.node().isTextual();
    Family family = family(named ? told : told.at("family"));
    Value described = families.at(family.key());
    Evidence usual = described.optional("evidence").map(Evidence::of).orElse(Evidence.ASSUMED);
    return Code.of(named ? described : told, pattern, family, described, usual);
  }

  /** Returns what the catalogue says of a code that it lists. */
  Optional<Code> listed(String code) {
    return Optional.ofNullable(codes.get(code));
  }

  /** Returns the codes that mean the same wherever no operation says otherwise. */
  public Collection<Code> all() {
    return List.copyOf(codes.values());
  }

  /** Returns the classes of codes, such as 4xxx; in the place of a code each has its pattern. */
  public Collection<Code> classes() {
    return List.copyOf(classes.values());
  }

  /** Returns what codes mean, everywhere or for some operations, by the names of the meanings. */
  public Map<String, Code> meanings() {
    return Collections.unmodifiableMap(meanings);
  }

  /** Returns all codes that the contract lists, in the catalogue or for some operation. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /**
   * Returns what a code means in the answers of an operation that says nothing of it, or that the
   * contract does not describe: what the catalogue says of it, or else of its class, such as 4xxx.
   */
  public Optional<Code> findAnywhere(String code) {
    return Optional.ofNullable(codes.get(code))
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
    return findAnswer(condition)
        .orElseThrow(
            () -> new IllegalArgumentException("the code catalogue answers no " + condition.key()));
  }

  Optional<Code.Answer> findAnswer(Condition condition) {
    return Optional.ofNullable(answers.get(condition));
  }

  /** Returns the answers that the catalogue has to conditions. */
  public Collection<Code.Answer> answers() {
    return List.copyOf(answers.values());
  }
}
