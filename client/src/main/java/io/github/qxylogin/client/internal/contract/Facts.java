package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads lists and maps of facts; a missing one is empty. */
final class Facts {
  private Facts() {}

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    array.forEach(element -> list.add(read.apply(element)));
    return list;
  }

  static List<String> texts(JsonNode array) {
    return list(array, JsonNode::asText);
  }

  static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> read) {
    Map<String, T> map = new LinkedHashMap<>();
    object.fieldNames().forEachRemaining(name -> map.put(name, read.apply(object.path(name))));
    return map;
  }
}
