package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Md5;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes the templates of documented responses.
 *
 * @param objects what templates name, such as the request
 */
public record FlowValues(Map<String, JsonNode> objects) {
  /** Returns the values for a call whose request alone is known. */
  public static FlowValues of(Exchange exchange) {
    return new FlowValues(Map.of("request", exchange.body()));
  }

  /** Returns these values and those of another object. */
  public FlowValues with(String name, JsonNode object) {
    Map<String, JsonNode> more = new HashMap<>(objects);
    more.put(name, object);
    return new FlowValues(more);
  }

  /** Returns these values and those of the call that issued a task. */
  FlowValues withTask(Map<String, String> values) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    values.forEach(task::put);
    return with("task", task);
  }

  /** Returns a documented case with the members that templates compute. */
  public Answer answer(Exchange exchange, Case documented) {
    return Answer.of(documented, fill(exchange, documented));
  }

  /** Returns the response of a case; of a success with the members that templates compute. */
  public ObjectNode fill(Exchange exchange, Case documented) {
    ObjectNode response = documented.answer().deepCopy();
    if (documented.family() == Family.OK) {
      exchange.operation().templates().forEach(t -> fill(response, t.at(), t));
    }
    return response;
  }

  private void fill(JsonNode part, JsonPointer at, Template template) {
    if (part.isArray()) {
      part.forEach(element -> fill(element, at.tail(), template));
    } else if (!at.tail().matches()) {
      fill(part.path(at.getMatchingProperty()), at.tail(), template);
    } else if (part instanceof ObjectNode object && object.has(template.name())) {
      put(object, template, object.path(template.name()));
    }
  }

  /**
   * Puts the value of a template into an object, as the JSON type that is documented. Removes the
   * member if it has no value; leaves it as it is while nothing is known of it.
   */
  public void put(ObjectNode object, Template template, JsonNode documented) {
    JsonNode value = value(template.value());
    if (value == null) {
      return;
    }
    if (value.isMissingNode()) {
      object.remove(template.name());
    } else {
      object.set(template.name(), like(documented, value));
    }
  }

  /** Returns the value of a part: missing if there is none, null while its object is unknown. */
  private @Nullable JsonNode value(Template.Part part) {
    if (part instanceof Template.Member member) {
      JsonNode object = objects.get(member.of());
      JsonNode value = object == null ? null : object.path(member.name());
      return value != null && value.isNull() ? MissingNode.getInstance() : value;
    }
    return part instanceof Template.Call call ? called(call) : TextNode.valueOf(text(part));
  }

  private static String text(Template.Part part) {
    return ((Template.Text) part).text();
  }

  private @Nullable JsonNode called(Template.Call call) {
    List<Template.Part> arguments = call.arguments();
    return switch (call.function()) {
      case DEFAULT_IF_EMPTY -> orDefault(value(arguments.get(0)), arguments.get(1));
      case LOOKUP, ZH -> named(call, value(arguments.get(arguments.size() - 1)));
      case DATE -> of(arguments, a -> form(a.get(0), a.get(1)).format(Instant.parse(a.get(2))));
      case MASK -> of(arguments, a -> masked(a.get(0), a.get(1)));
      case MD5 -> of(arguments, a -> Md5.hex(String.join(a.get(0), a.subList(1, a.size()))));
      case RANDOM_VALUE -> of(arguments, a -> UUID.randomUUID().toString().replace("-", ""));
    };
  }

  private @Nullable JsonNode orDefault(@Nullable JsonNode value, Template.Part byDefault) {
    return value != null && value.asText().isBlank() ? value(byDefault) : value;
  }

  /** Computes a text; without one of its arguments there is none. */
  private @Nullable JsonNode of(
      List<Template.Part> arguments, Function<List<String>, String> text) {
    List<String> texts = new ArrayList<>();
    for (Template.Part part : arguments) {
      JsonNode argument = value(part);
      if (argument == null || argument.isMissingNode()) {
        return argument;
      }
      texts.add(argument.asText());
    }
    return TextNode.valueOf(text.apply(texts));
  }

  private static @Nullable JsonNode named(Template.Call call, @Nullable JsonNode value) {
    String name = value == null ? null : call.names().get(value.asText());
    return name == null ? value : TextNode.valueOf(name);
  }

  private static DateTimeFormatter form(String pattern, String offset) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.of(offset));
  }

  /** Returns the time that a documented response has in the place of a template. */
  public static Instant time(Template template, String printed) {
    List<Template.Part> form = ((Template.Call) template.value()).arguments();
    return Instant.from(form(text(form.get(0)), text(form.get(1))).parse(printed));
  }

  /** Returns a number in a form such as ###****####; one that is too short for it shows nothing. */
  static String masked(String form, String number) {
    if (number.length() < form.length()) {
      return "*".repeat(number.length());
    }
    int front = form.indexOf('*');
    int end = form.lastIndexOf('*') + 1;
    return number.substring(0, front)
        + form.substring(front, end)
        + number.substring(number.length() - (form.length() - end));
  }

  /** Returns a value as the JSON type of a documented one. */
  private static JsonNode like(JsonNode documented, JsonNode value) {
    if (documented.isTextual()) {
      return TextNode.valueOf(value.asText());
    }
    if (value.isTextual() && documented.isBoolean()) {
      return BooleanNode.valueOf(value.asBoolean());
    }
    return value.isTextual() && documented.isIntegralNumber()
        ? LongNode.valueOf(value.asLong())
        : value;
  }

  /** Puts a member into a response, as the JSON type that stood there. */
  public static void put(ObjectNode response, JsonPointer at, String value) {
    if (response.at(at.head()) instanceof ObjectNode parent) {
      parent.set(at.last().getMatchingProperty(), like(response.at(at), TextNode.valueOf(value)));
    }
  }
}
