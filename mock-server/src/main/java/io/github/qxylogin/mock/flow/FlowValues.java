package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Template;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.http.RequestId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the templates of documented responses.
 *
 * @param objects return the members of the objects that templates name, such as the request
 */
public record FlowValues(Map<String, Function<String, @Nullable JsonNode>> objects) {
  /** Functions, members, texts in quotes, and brackets. */
  private static final Pattern WORD = Pattern.compile("'[^']*'|[\\w.]+|[()]");

  private static final Pattern DIGIT = Pattern.compile("#");
  private static final int MAX_NUMBERS = 100;

  /** Each template by its text, parsed once. */
  private static final Map<String, Part> PARSED = new ConcurrentHashMap<>();

  /** A part of a template. */
  private interface Part {
    /** Returns its value: missing if there is none, null if nothing is known. */
    @Nullable JsonNode value(FlowValues values, Map<String, String> names);
  }

  /** Computes from a request and the time. */
  public static FlowValues of(OperationRequest request) {
    return new FlowValues(Map.of("request", request.body()::get))
        .with("clock", now -> TextNode.valueOf(request.at().toString()));
  }

  /** Adds the fields of another object. */
  public FlowValues with(String name, Function<String, @Nullable JsonNode> members) {
    Map<String, Function<String, @Nullable JsonNode>> more = new HashMap<>(objects);
    more.put(name, members);
    return new FlowValues(more);
  }

  /** Adds the call that issued a task. */
  FlowValues with(Task task) {
    return with(
        "task",
        name -> Optional.ofNullable(task.values().get(name)).map(TextNode::new).orElse(null));
  }

  /** Returns the members of an object, such as {@code task}, that an operation's templates name. */
  public static List<String> namesOf(Operation operation, String object) {
    return operation.templates().stream().flatMap(template -> template.namesOf(object)).toList();
  }

  /** Returns a documented case with the members that templates compute. */
  public ChosenResponse response(OperationRequest request, Case documented) {
    return ChosenResponse.of(documented, fill(request, documented));
  }

  /**
   * Returns the response of a case with a new request id and the members that templates compute.
   */
  public ObjectNode fill(OperationRequest request, Case documented) {
    ObjectNode response = documented.response().deepCopy();
    RequestId.renew(response);
    request.operation().templates().forEach(t -> fill(response, t.at(), t));
    return response;
  }

  /** Returns the body of a webhook's documented call with the members that templates compute. */
  public ObjectNode fill(Operation webhook) {
    ObjectNode body = webhook.firstSuccess().request().deepCopy();
    webhook.templates().forEach(t -> fill(body, t.at(), t));
    return body;
  }

  /**
   * Returns the response of a success with one list element for each value, in the form of the
   * documented first element.
   */
  public static ObjectNode list(
      OperationRequest request, Case documented, JsonPointer at, Stream<FlowValues> elements) {
    ObjectNode response = of(request).fill(request, documented);
    JsonNode form = documented.response().at(at).get(0);
    List<Template> templates =
        request.operation().templates().stream()
            .filter(template -> template.at().head().equals(at.appendIndex(0)))
            .toList();
    ArrayNode list = response.withArray(at).removeAll();
    elements.forEach(
        values -> {
          ObjectNode element = form.deepCopy();
          templates.forEach(t -> values.put(element, t, form.path(t.name())));
          list.add(element);
        });
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
   * Puts the value of a template into an object, as the JSON type that is documented. A member
   * without a value is removed, unless its object is unknown.
   */
  public void put(ObjectNode object, Template template, JsonNode documented) {
    JsonNode value =
        PARSED.computeIfAbsent(template.text(), FlowValues::parsed).value(this, template.names());
    if (value == null) {
      return;
    }
    if (value.isMissingNode()) {
      object.remove(template.name());
    } else {
      object.set(template.name(), like(documented, value));
    }
  }

  /** Returns the value of a template without names; null if there is none. */
  public @Nullable JsonNode value(String template) {
    return PARSED.computeIfAbsent(template, FlowValues::parsed).value(this, Map.of());
  }

  private static Part parsed(String text) {
    return part(
        WORD.matcher(text)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(ArrayDeque::new)));
  }

  private static Part part(Queue<String> words) {
    String word = words.remove();
    if (word.equals("(")) {
      Part part = part(words);
      words.remove();
      return part;
    }
    if (word.startsWith("'")) {
      JsonNode text = TextNode.valueOf(word.substring(1, word.length() - 1));
      return (values, names) -> text;
    }
    if (word.contains(".")) {
      String[] name = word.split("\\.", 2);
      return (values, names) -> values.member(name[0], name[1]);
    }
    List<Part> parts = new ArrayList<>();
    while (!words.isEmpty() && !words.peek().equals(")")) {
      parts.add(part(words));
    }
    return function(word, parts);
  }

  private @Nullable JsonNode member(String of, String name) {
    Function<String, @Nullable JsonNode> members = objects.get(of);
    if (members == null) {
      return null;
    }
    JsonNode value = members.apply(name);
    return value == null || value.isNull() ? MissingNode.getInstance() : value;
  }

  private static Part function(String name, List<Part> of) {
    return switch (name) {
      case "defaultIfEmpty" ->
          (values, names) -> {
            JsonNode value = of.get(0).value(values, names);
            return value != null && value.asText().isBlank()
                ? of.get(1).value(values, names)
                : value;
          };
      case "lookup", "zh" ->
          (values, names) -> named(names, of.get(of.size() - 1).value(values, names));
      case "date" -> text(of, t -> form(t).format(Instant.parse(t.get(2))));
      case Template.MASK -> text(of, t -> masked(t.get(0), t.get(1)));
      case Template.MD5 -> text(of, t -> Md5.hex(String.join(t.get(0), t.subList(1, t.size()))));
      case "concat" -> text(of, t -> String.join("", t));
      case "randomNumbers" -> computed(of, t -> randomNumbers(t.get(0), t.get(1)));
      case Template.RANDOM_VALUE ->
          (values, names) -> TextNode.valueOf(UUID.randomUUID().toString().replace("-", ""));
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  /** Returns numbers of a form such as 170########; each # becomes a random digit. */
  private static ArrayNode randomNumbers(String form, String count) {
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    Random random = ThreadLocalRandom.current();
    for (int i = 0; i < Math.min(TextNode.valueOf(count).asInt(), MAX_NUMBERS); i++) {
      numbers.add(DIGIT.matcher(form).replaceAll(d -> Integer.toString(random.nextInt(10))));
    }
    return numbers;
  }

  private static Part text(List<Part> of, Function<List<String>, String> computed) {
    return computed(of, texts -> TextNode.valueOf(computed.apply(texts)));
  }

  /** Computes a value; without one of its arguments there is none. */
  private static Part computed(List<Part> of, Function<List<String>, JsonNode> computed) {
    return (values, names) -> {
      List<String> texts = new ArrayList<>(of.size());
      for (Part part : of) {
        JsonNode argument = part.value(values, names);
        if (argument == null || argument.isMissingNode()) {
          return argument;
        }
        texts.add(argument.asText());
      }
      return computed.apply(texts);
    };
  }

  private static @Nullable JsonNode named(Map<String, String> names, @Nullable JsonNode value) {
    String name = value == null ? null : names.get(value.asText());
    return name == null ? value : TextNode.valueOf(name);
  }

  private static DateTimeFormatter form(List<String> texts) {
    return DateTimeFormatter.ofPattern(texts.get(0), Locale.ROOT)
        .withZone(ZoneOffset.of(texts.get(1)));
  }

  /** Returns the time that a documented response has in the place of a template. */
  public static Instant time(Template template, String text) {
    return Instant.from(form(template.quoted()).parse(text));
  }

  /** Returns a number in a form such as ###****####; one that is too short for it shows nothing. */
  public static String masked(String form, String number) {
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
        : value.deepCopy();
  }

  /** Puts a member into a response, as the JSON type that stood there. */
  public static void put(JsonNode response, JsonPointer at, String value) {
    if (response.at(at.head()) instanceof ObjectNode parent) {
      parent.set(at.last().getMatchingProperty(), like(response.at(at), TextNode.valueOf(value)));
    }
  }
}
