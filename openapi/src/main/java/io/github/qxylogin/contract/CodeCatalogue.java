package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
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
import org.jspecify.annotations.Nullable;

/** All business codes that are known, and the families of those that are not. */
public final class CodeCatalogue {
  private final Map<Family, Code.Listed> families;
  private final Listing catalogue = new Listing(new LinkedHashMap<>(), new LinkedHashMap<>());
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, Code> meanings = new LinkedHashMap<>();
  private final Map<Condition, Code.Answer> answers = new EnumMap<>(Condition.class);

  /**
   * Codes that are listed in one place.
   *
   * @param codes by their own names
   * @param classes by pattern
   */
  record Listing(Map<String, Code> codes, Map<Pattern, Code> classes) {
    /** Returns the class of a code; in the place of the code it has its pattern. */
    Optional<Code> classOf(String code) {
      return classes.entrySet().stream()
          .filter(like -> like.getKey().matcher(code).matches())
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private record Told(
      @Nullable String description,
      Map<Family, Code.Listed> families,
      List<Code.Listed> codes,
      List<Code.ListedAnswer> answers) {}

  /** Reads the codes that mean the same wherever no operation says otherwise. */
  CodeCatalogue(Statement told) {
    Told catalogued = told.as(Told.class);
    families = catalogued.families();
    families.forEach(
        (family, described) -> {
          if (described.pattern() != null) {
            Code like = code(described, described.pattern().pattern(), family);
            catalogue.classes().put(described.pattern(), like);
          }
        });
    list(catalogued.codes(), catalogue, told, JsonPointer.valueOf("/codes"));
    JsonPointer place = JsonPointer.valueOf("/answers");
    for (int i = 0; i < catalogued.answers().size(); i++) {
      Code.ListedAnswer answer = catalogued.answers().get(i);
      JsonPointer here = place.appendIndex(i);
      Code code =
          listed(answer.code())
              .orElseThrow(() -> told.wrong(here.appendProperty("code"), "is in no catalogue"));
      add(code, answer, told, here);
    }
  }

  /** Reads the codes of an operation, whose meaning there comes before all others. */
  OfOperation of(Statement told) {
    Listing own = new Listing(new LinkedHashMap<>(), new LinkedHashMap<>());
    if (told.present()) {
      list(told.as(Binding.listOf(Code.Listed.class)), own, told, JsonPointer.empty());
    }
    return new OfOperation(this, own);
  }

  private void list(List<Code.Listed> codes, Listing listing, Statement told, JsonPointer place) {
    for (int i = 0; i < codes.size(); i++) {
      Code.Listed listed = codes.get(i);
      JsonPointer here = place.appendIndex(i);
      if (listed.family() == null) {
        throw told.wrong(here.appendProperty("family"), "is missing");
      }
      if (listed.pattern() != null) {
        String pattern = listed.pattern().pattern();
        listing.classes().put(listed.pattern(), code(listed, pattern, listed.family()));
        continue;
      }
      Code code = code(listed, listed.code(), listed.family());
      if (listing.codes().putIfAbsent(code.code(), code) != null) {
        throw told.wrong(here, "code " + code.code() + " stands here twice");
      }
      names.add(code.code());
      name(listed, code, told, here);
      listed.answers().forEach(answer -> add(code, answer, told, here));
    }
  }

  /** What is said of a class has the grade of its family, what is said of a code its own. */
  private Code code(Code.Listed listed, String code, Family family) {
    Code.Listed described = families.getOrDefault(family, listed);
    boolean ofClass = listed.pattern() != null && described.evidence() != null;
    return listed.of(code, family, described, ofClass ? described.evidence() : Evidence.ASSUMED);
  }

  /** A name stands for one code of one family, wherever that is its meaning. */
  private void name(Code.Listed listed, Code code, Statement told, JsonPointer place) {
    if (listed.name() == null) {
      return;
    }
    Code other = meanings.putIfAbsent(listed.name(), code);
    if (other != null && !(other.code().equals(code.code()) && other.family() == code.family())) {
      throw told.wrong(
          place.appendProperty("name"),
          "%s is the name of %s (%s) already: give %s (%s) another"
              .formatted(
                  listed.name(),
                  other.code(),
                  other.family().key(),
                  code.code(),
                  code.family().key()));
    }
  }

  private void add(Code code, Code.ListedAnswer answer, Statement told, JsonPointer place) {
    Evidence evidence = answer.evidence() == null ? Evidence.ASSUMED : answer.evidence();
    Code.Answer given = new Code.Answer(code, answer.when(), answer.message(), evidence);
    if (answers.putIfAbsent(answer.when(), given) != null) {
      throw told.wrong(place, answer.when().key() + " has an answer already");
    }
  }

  /** Returns what the catalogue says of a code that it lists. */
  Optional<Code> listed(String code) {
    return Optional.ofNullable(catalogue.codes().get(code));
  }

  /** Returns the codes that mean the same wherever no operation says otherwise. */
  public Collection<Code> all() {
    return List.copyOf(catalogue.codes().values());
  }

  /** Returns the classes of codes, such as 4xxx; in the place of a code each has its pattern. */
  public Collection<Code> classes() {
    return List.copyOf(catalogue.classes().values());
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
    return listed(code).or(() -> catalogue.classOf(code).map(like -> like.as(code)));
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
    return catalogue.classOf(code).map(Code::family).orElse(Family.UNKNOWN);
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

  /** What the codes mean in the answers of one operation. */
  public static final class OfOperation {
    private final CodeCatalogue catalogue;
    private final Listing own;

    OfOperation(CodeCatalogue catalogue, Listing own) {
      this.catalogue = catalogue;
      this.own = own;
    }

    Optional<Code> find(String code) {
      return Optional.ofNullable(own.codes().get(code))
          .or(() -> own.classOf(code).map(like -> ofClass(code, like)))
          .or(() -> catalogue.findAnywhere(code));
    }

    /** Returns whether a code is listed with the meaning that it has here. */
    boolean lists(String code) {
      return own.codes().containsKey(code)
          || catalogue
              .listed(code)
              .filter(
                  listed -> find(code).filter(here -> here.family() == listed.family()).isPresent())
              .isPresent();
    }

    /** Returns the codes to which the operation gives a meaning of its own. */
    public Collection<Code> own() {
      return own.codes().values();
    }

    /** Returns what codes of the catalogue mean here which a class of the operation's covers. */
    public Collection<Code> merged() {
      return catalogue.all().stream()
          .map(Code::code)
          .filter(code -> !own.codes().containsKey(code) && own.classOf(code).isPresent())
          .map(code -> find(code).orElseThrow())
          .toList();
    }

    /**
     * Returns the classes of codes that the operation names; in the place of a code: its pattern.
     */
    public Collection<Code> ownClasses() {
      return own.classes().values();
    }

    Family classOf(String code) {
      return own.classOf(code).map(Code::family).orElseGet(() -> catalogue.classOf(code));
    }

    /**
     * A code that the catalogue lists is told by its own words where it is of the class's family.
     */
    private Code ofClass(String code, Code like) {
      return catalogue
          .listed(code)
          .filter(listed -> listed.family() == like.family())
          .map(listed -> listed.retriedAs(like))
          .orElseGet(() -> like.as(code));
    }
  }
}
