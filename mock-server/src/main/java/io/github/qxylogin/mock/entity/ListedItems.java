package io.github.qxylogin.mock.entity;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.http.OperationRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The items that requests list, each with a result of its own in the response. */
public record ListedItems(EntityFlow.Items flow) {
  /** More than the vendor sells, so that no request makes an endless response. */
  private static final int MAX = 100;

  private static final int MAX_PER_ENTITY = 1_000;

  /** Returns the items of a request, each once. */
  public List<String> in(JsonNode request) {
    return of(request).distinct().limit(MAX).toList();
  }

  /** Returns the items of a request or an entity; blank ones are left out. */
  Stream<String> of(JsonNode object) {
    JsonNode listed = object.path(flow.field());
    Stream<String> items =
        listed.isArray()
            ? listed.valueStream().map(item -> item.asText(""))
            : Stream.of(listed.asText().split(","));
    return items.map(String::strip).filter(item -> !item.isEmpty()).map(OperationRequest::bounded);
  }

  /** Adds the items of a request to those of an entity, which may be empty. */
  void add(ObjectNode entity, JsonNode request) {
    set(entity, Stream.concat(of(entity), in(request).stream()));
  }

  void remove(ObjectNode entity, JsonNode request) {
    set(entity, of(entity).filter(not(in(request)::contains)));
  }

  /** Sets the items of an entity, as a text with commas between them. */
  private void set(ObjectNode entity, Stream<String> items) {
    Stream<String> distinct = items.distinct().limit(MAX_PER_ENTITY);
    entity.put(flow.field(), distinct.collect(joining(",")));
  }

  /**
   * Lists items in a documented response, in place of its own.
   *
   * @param isChanged whether the call adds or removes an item
   */
  public void list(ObjectNode response, List<String> items, Predicate<String> isChanged) {
    if (response.at(flow.at()) instanceof ArrayNode rows) {
      ArrayNode documented = rows.deepCopy();
      rows.removeAll();
      for (String item : items) {
        boolean changed = flow.unchanged() == null || isChanged.test(item);
        ObjectNode row = documented.path(changed ? flow.changed() : flow.unchanged()).deepCopy();
        rename(row, row.path(flow.name()).asText(), item);
        FlowValues.put(row, JsonPointer.empty().appendProperty(flow.name()), item);
        rows.add(row);
      }
    }
  }

  /** Puts a value in the place of a documented one in the texts of an object. */
  static void rename(ObjectNode object, String documented, String value) {
    Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(documented) + "(?!\\w)");
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getValue() instanceof TextNode text && !documented.isEmpty()) {
        member.setValue(
            TextNode.valueOf(
                word.matcher(text.asText()).replaceAll(Matcher.quoteReplacement(value))));
      }
    }
  }
}
