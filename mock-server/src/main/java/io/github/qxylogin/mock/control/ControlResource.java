package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import java.util.Map;
import java.util.function.Function;

/**
 * A thing that the control API offers, such as {@code /__mock/clock}.
 *
 * @param name what it is called below the prefix, such as {@code clock} or {@code sms/latest}
 * @param collection its methods, by name in upper case
 * @param item the methods of one of its items, {@code /__mock/NAME/ITEM}; empty when it has none
 */
record ControlResource(
    String name,
    Map<String, Function<ControlRequest, Reply>> collection,
    Map<String, Function<ControlRequest, Reply>> item) {

  static ControlResource of(String name, Map<String, Function<ControlRequest, Reply>> collection) {
    return new ControlResource(name, collection, Map.of());
  }

  static Reply removed(int count) {
    return ControlJson.reply(Map.of("removed", count));
  }

  Map<String, Function<ControlRequest, Reply>> methods(ControlRequest request) {
    return request.item().isEmpty() || name.contains("/") ? collection : item;
  }
}
