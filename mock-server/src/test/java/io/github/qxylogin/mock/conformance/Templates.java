package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What templates write, worked out without the mock's own code. */
final class Templates {
  private static final Pattern ARGUMENT = Pattern.compile("'[^']*'|[\\w.]+");

  private Templates() {}

  /** Puts a template's value into an object that has it; without a value the member goes. */
  static void put(ObjectNode object, Template template, Map<String, ? extends JsonNode> known) {
    JsonNode value = value(template, known);
    if (value.isMissingNode() || value.isNull()) {
      object.remove(template.name());
    } else {
      object.set(template.name(), Bodies.like(object.path(template.name()), value));
    }
  }

  /** A part in brackets is worked out first, and then is a text in quotes. */
  private static JsonNode value(Template template, Map<String, ? extends JsonNode> known) {
    String text = template.text().replaceAll("^\\{\\{|}}$", "");
    Matcher part = Pattern.compile("\\(([^()]*)\\)").matcher(text);
    while (part.find()) {
      String inner = "'" + computed(part.group(1), template, known).asText() + "'";
      text = part.replaceFirst(Matcher.quoteReplacement(inner));
      part.reset(text);
    }
    return computed(text, template, known);
  }

  private static JsonNode computed(
      String text, Template template, Map<String, ? extends JsonNode> known) {
    String function = text.matches("\\w+( .*)?") ? text.replaceAll(" .*", "") : "";
    List<JsonNode> values =
        ARGUMENT
            .matcher(text.substring(function.length()))
            .results()
            .map(each -> argument(each.group(), known))
            .toList();
    List<String> texts = values.stream().map(JsonNode::asText).toList();
    JsonNode last = values.get(values.size() - 1);
    return switch (function) {
      case "" -> last;
      case "lookup", "zh" ->
          template.names().containsKey(last.asText())
              ? TextNode.valueOf(template.names().get(last.asText()))
              : last;
      case "defaultIfEmpty" -> texts.get(0).isBlank() ? last : values.get(0);
      case Template.MASK -> TextNode.valueOf(masked(texts.get(0), texts.get(1)));
      case Template.MD5 ->
          TextNode.valueOf(
              HonestServer.md5(String.join(texts.get(0), texts.subList(1, texts.size()))));
      case "concat" -> TextNode.valueOf(String.join("", texts));
      case "date" ->
          last.isMissingNode()
              ? last
              : TextNode.valueOf(
                  DateTimeFormatter.ofPattern(texts.get(0))
                      .format(Instant.parse(texts.get(2)).atOffset(ZoneOffset.of(texts.get(1)))));
      default -> throw new IllegalArgumentException("any value is right of " + function);
    };
  }

  private static JsonNode argument(String text, Map<String, ? extends JsonNode> known) {
    if (text.startsWith("'")) {
      return TextNode.valueOf(text.substring(1, text.length() - 1));
    }
    int dot = text.indexOf('.');
    return known.get(text.substring(0, dot)).path(text.substring(dot + 1));
  }

  /** Keeps the digits that the form shows, from its start and from its end. */
  private static String masked(String form, String number) {
    if (number.length() < form.length()) {
      return "*".repeat(number.length());
    }
    String front = form.replaceFirst("\\*.*", "");
    String stars = form.replace("#", "");
    int shown = form.length() - front.length() - stars.length();
    return number.substring(0, front.length()) + stars + number.substring(number.length() - shown);
  }
}
