package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A member that the mock computes in each success that has it. The mock's file writes it over the
 * documented value, in the Handlebars syntax of WireMock: {@code {{md5 '-' request.gryhm
 * request.sjhm}}}. It names members of the {@code request}; of the {@code task}, by the call that
 * issued it; of the hosted {@code account} and its {@code binding}; and {@code clock.now}.
 *
 * @param at the place of the member in the response; index 0 means every element of a list
 * @param text the template
 * @param names the output of {@code lookup} or {@code zh} for each described value
 */
public record Template(JsonPointer at, String text, Map<String, String> names) {
  /** A number in the form of the first argument, where # is a digit. */
  public static final String MASK = "mask";

  /** The MD5 of all other arguments, with the first between them. */
  public static final String MD5 = "md5";

  /** 32 hexadecimal digits, others in each response. */
  public static final String RANDOM_VALUE = "randomValue";

  private static final String TEXT = "'[^']*'";
  private static final String VALUE = "(?:request|task|account|binding|entity|clock)\\.\\w+";
  private static final String PART =
      "(?:TEXT|VALUE|\\(zh VALUE\\)|\\(lookup TEXT \\(defaultIfEmpty VALUE TEXT\\)\\))";
  private static final Pattern SYNTAX =
      Pattern.compile(
          ("\\{\\{(?:VALUE|date TEXT TEXT VALUE|defaultIfEmpty PART PART|lookup TEXT VALUE"
                  + "|mask TEXT VALUE|md5 TEXT(?: PART)+|concat(?: PART)+|randomValue"
                  + "|randomNumbers TEXT VALUE|zh VALUE)}}")
              .replace("PART", PART)
              .replace("TEXT", TEXT)
              .replace("VALUE", VALUE));
  private static final Pattern LOOKUP = Pattern.compile("lookup '(\\w+)'");
  private static final Pattern CHINESE = Pattern.compile("zh request\\.(\\w+)");
  private static final Pattern MEMBER = Pattern.compile("\\b(\\w+)\\.(\\w+)");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** Returns the templates of an operation. */
  static List<Template> read(Value response, Value document, SchemaView request) {
    List<Template> templates = new ArrayList<>();
    collect(response, JsonPointer.empty(), document, request, templates);
    return List.copyOf(templates);
  }

  private static void collect(
      Value value, JsonPointer at, Value document, SchemaView request, List<Template> templates) {
    if (value.node().isArray()) {
      if (value.node().size() != 1) {
        throw value.wrong("a list of one element is expected");
      }
      collect(value.list().get(0), at.appendIndex(0), document, request, templates);
    } else if (value.node().isTextual()) {
      if (!SYNTAX.matcher(value.text()).matches()) {
        throw value.wrong("'" + value.text() + "' is no template such as {{request.nsrsbh}}");
      }
      templates.add(new Template(at, value.text(), names(value, document, request)));
    } else {
      value
          .members()
          .forEach((n, m) -> collect(m, at.appendProperty(n), document, request, templates));
    }
  }

  private static Map<String, String> names(Value value, Value document, SchemaView request) {
    Matcher lookup = LOOKUP.matcher(value.text());
    Matcher chinese = CHINESE.matcher(value.text());
    Map<String, String> names = Map.of();
    if (lookup.find()) {
      Value values = SchemaView.named(document, value, lookup.group(1)).at("x-values");
      names = SchemaView.described(values, "code", "value");
    } else if (chinese.find()) {
      names = request.member(chinese.group(1)).map(SchemaView::chineseNames).orElse(names);
    } else {
      return names;
    }
    if (names.isEmpty()) {
      throw value.wrong("'" + value.text() + "' finds no x-values");
    }
    return names;
  }

  /** Returns whether a function computes the value. */
  public boolean isA(String function) {
    return text.matches("\\{\\{" + function + "\\b.*");
  }

  /** Returns the name of the member. */
  public String name() {
    return at.last().getMatchingProperty();
  }

  /** Returns the names of the members that it takes from an object, such as {@code task}. */
  public Stream<String> namesOf(String object) {
    return MEMBER
        .matcher(text)
        .results()
        .filter(member -> member.group(1).equals(object))
        .map(member -> member.group(2));
  }

  /** Returns the texts in quotes. */
  public List<String> quoted() {
    return QUOTED.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
