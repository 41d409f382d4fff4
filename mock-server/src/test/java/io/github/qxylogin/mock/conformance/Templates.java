package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What templates write, worked out without the mock's own code. */
final class Templates {
  private Templates() {}

  /** Puts a template's value into an object that has it; without a value the member goes. */
  static void put(ObjectNode object, Template template, Map<String, ? extends JsonNode> known) {
    JsonNode value = value(template.value(), known);
    if (value.isMissingNode() || value.isNull()) {
      object.remove(template.name());
    } else {
      object.set(template.name(), Bodies.like(object.path(template.name()), value));
    }
  }

  private static JsonNode value(Template.Part part, Map<String, ? extends JsonNode> known) {
    if (part instanceof Template.Text text) {
      return TextNode.valueOf(text.text());
    }
    if (part instanceof Template.Member member) {
      return known.get(member.of()).path(member.name());
    }
    Template.Call call = (Template.Call) part;
    List<JsonNode> values = call.arguments().stream().map(a -> value(a, known)).toList();
    List<String> texts = values.stream().map(JsonNode::asText).toList();
    JsonNode last = values.isEmpty() ? MissingNode.getInstance() : values.get(values.size() - 1);
    return switch (call.function()) {
      case LOOKUP, ZH ->
          call.names().containsKey(last.asText())
              ? TextNode.valueOf(call.names().get(last.asText()))
              : last;
      case DEFAULT_IF_EMPTY -> texts.get(0).isBlank() ? last : values.get(0);
      case MASK -> TextNode.valueOf(masked(texts.get(0), texts.get(1)));
      case MD5 ->
          TextNode.valueOf(
              HonestServer.md5(String.join(texts.get(0), texts.subList(1, texts.size()))));
      case DATE ->
          last.isMissingNode()
              ? last
              : TextNode.valueOf(
                  DateTimeFormatter.ofPattern(texts.get(0))
                      .format(Instant.parse(texts.get(2)).atOffset(ZoneOffset.of(texts.get(1)))));
      case RANDOM_VALUE -> throw new IllegalArgumentException("any value is right");
    };
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
