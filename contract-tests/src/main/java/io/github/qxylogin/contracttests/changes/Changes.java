package io.github.qxylogin.contracttests.changes;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.Published;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What differs between two editions of the contract; what breaks a caller comes first. */
public final class Changes {
  private final List<Change> all;

  private Changes(List<Change> all) {
    this.all = all;
  }

  /** Compares two documents: what both have, where one of them is a published one. */
  public static Changes between(ObjectNode old, ObjectNode latest) {
    boolean alike = old.has(Bundler.MOCK) == latest.has(Bundler.MOCK);
    Map<Fact, String> was = Facts.of(alike ? old : Published.of(old));
    Map<Fact, String> now = Facts.of(alike ? latest : Published.of(latest));
    Set<Fact> facts = new LinkedHashSet<>(now.keySet());
    facts.addAll(was.keySet());
    return new Changes(
        facts.stream()
            .filter(f -> f.ancestors().allMatch(a -> was.containsKey(a) == now.containsKey(a)))
            .map(f -> new Change(f, was.getOrDefault(f, ""), now.getOrDefault(f, "")))
            .filter(change -> !change.was.equals(change.now))
            .sorted(Comparator.comparing(change -> !change.breaks()))
            .toList());
  }

  public boolean areNone() {
    return all.isEmpty();
  }

  public boolean areBreaking() {
    return all.stream().anyMatch(Change::breaks);
  }

  /** Returns two lists in Markdown. */
  public String markdown(Language language) {
    boolean inChinese = language == Language.ZH;
    return all.isEmpty()
        ? inChinese ? "两个版本没有差异。\n" : "The editions do not differ.\n"
        : list(inChinese ? "破坏性变更" : "Breaking changes", true, language)
            + list(inChinese ? "其他变更" : "Other changes", false, language);
  }

  private String list(String title, boolean breaking, Language language) {
    List<String> sentences =
        all.stream()
            .filter(change -> change.breaks() == breaking)
            .map(change -> "- " + change.sentence(language, Changes::code) + "\n")
            .toList();
    return sentences.isEmpty()
        ? ""
        : "### %s (%d)\n\n%s\n".formatted(title, sentences.size(), String.join("", sentences));
  }

  private static String code(String value) {
    return "`" + value.replace('`', '\'') + "`";
  }

  /** Returns the changes as a JSON array. */
  public String json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Change change : all) {
      list.addObject()
          .put("breaking", change.breaks())
          .put("kind", change.fact.thing(false))
          .put("operation", change.fact.operation())
          .put("place", change.fact.place())
          .put("old", change.was)
          .put("new", change.now)
          .put("en", change.sentence(Language.EN, UnaryOperator.identity()))
          .put("zh", change.sentence(Language.ZH, UnaryOperator.identity()));
    }
    return list.toPrettyString() + "\n";
  }

  /** Returns the changes as annotations of GitHub Actions. */
  public String annotations(Language language) {
    return all.stream()
        .map(
            change ->
                "::%s title=contract::%s\n"
                    .formatted(
                        change.breaks() ? "error" : "notice",
                        Markup.annotation(change.sentence(language, UnaryOperator.identity()))))
        .collect(joining());
  }

  /**
   * A statement of the contract that differs.
   *
   * @param was its value in the old edition; empty if it is not there
   * @param now its value in the new edition; empty if it is not there
   */
  record Change(Fact fact, String was, String now) {
    private static final int LONGEST = 200;

    private static final String[] IN_ENGLISH = {
      "%s is new: %3$s.", "%s was removed; it was %2$s.", "%s changed from %2$s to %3$s."
    };
    private static final String[] IN_CHINESE = {
      "新增：%s（%3$s）。", "删除：%s（原为 %2$s）。", "变更：%s 由 %2$s 改为 %3$s。"
    };

    boolean breaks() {
      return fact.breaks(was, now);
    }

    /** Returns what changed, in one sentence. */
    String sentence(Language language, UnaryOperator<String> quoted) {
      boolean inChinese = language == Language.ZH;
      boolean whole = fact.aspect() == Aspect.OPERATION;
      String thing = fact.thing(inChinese);
      String place = quoted.apply(whole ? fact.operation() : fact.place());
      String of = quoted.apply(fact.operation());
      if (fact.operation().isEmpty()) {
        of = inChinese ? "所有接口" : "all operations";
      }
      String subject =
          inChinese
              ? (whole ? "" : of + " 的") + thing + " " + place
              : "The " + thing + " " + place + (whole ? "" : " of " + of);
      String[] forms = inChinese ? IN_CHINESE : IN_ENGLISH;
      String form = was.isEmpty() ? forms[0] : now.isEmpty() ? forms[1] : forms[2];
      return form.formatted(subject, shown(was, quoted), shown(now, quoted));
    }

    private static String shown(String value, UnaryOperator<String> quoted) {
      return quoted.apply(Markup.shortened(value, LONGEST));
    }
  }
}
