package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes out of an operation what it says of members that its bodies have in another module alone,
 * and refuses to where what is left would say something else.
 */
final class DroppedMembers {
  /** Words of a flow that list members: each goes by itself. */
  private static final List<String> LISTS = List.of("identity", "session", "person");

  /** Words of a flow without which the operation still plays its part. */
  private static final List<String> MORE =
      List.of("smsCode", "mobile", "kind", "lock", "withoutSms");

  /** Words of a flow that are the part. */
  private static final List<String> PART = List.of("task", "token", "status", "enterprise");

  private static final List<String> ACCOUNT_LISTS = List.of();
  private static final List<String> ACCOUNT_MORE = List.of("product");
  private static final List<String> ACCOUNT_PART = List.of("enterprise", "id", "at");

  /** Words of an outcome that tell it. */
  private static final List<String> TELLING =
      List.of("needs", "needsOne", "absent", "is", "isOne", "isNot");

  private final String module;
  private final BodyMembers dropped;

  DroppedMembers(String module, BodyMembers dropped) {
    this.module = module;
    this.dropped = dropped;
  }

  void takeOutOf(Value operation) {
    ObjectNode node = (ObjectNode) operation.node();
    if (dropped.fields().stream().anyMatch(node.at("/x-idempotent/when")::has)) {
      // Without the field that tells, no call is known to be one that may be repeated.
      node.remove("x-idempotent");
    }
    Value pages = operation.at("x-flow");
    Value ours = operation.at(Contract.MOCK).at("flow");
    Predicate<String> isDropped = name -> dropped.hasField(name) || dropped.hasPlace(name);
    String account = pages.node().at("/account/at").asText(ours.node().at("/account/at").asText());
    for (Value flow : List.of(pages, ours)) {
      takeOutOf(flow, isDropped, LISTS, MORE, PART);
      takeOutOf(
          flow.at("account"),
          isDropped.or(name -> dropped.hasPlace(account + "/" + name)),
          ACCOUNT_LISTS,
          ACCOUNT_MORE,
          ACCOUNT_PART);
    }
    operation.at("x-outcomes").members().values().forEach(outcome -> narrow(outcome, isDropped));
  }

  private void takeOutOf(
      Value told,
      Predicate<String> isDropped,
      List<String> lists,
      List<String> more,
      List<String> part) {
    if (told.node() instanceof ObjectNode words) {
      lists.forEach(list -> takeOutOf(words, list, isDropped));
      more.stream().filter(word -> names(words.path(word), isDropped)).forEach(words::remove);
      part.stream()
          .filter(word -> names(words.path(word), isDropped))
          .findFirst()
          .ifPresent(word -> refuse(told.at(word)));
    }
  }

  private void narrow(Value outcome, Predicate<String> isDropped) {
    ObjectNode words = (ObjectNode) outcome.node();
    boolean told = TELLING.stream().anyMatch(words::has);
    TELLING.forEach(word -> takeOutOf(words, word, isDropped));
    if (told && TELLING.stream().noneMatch(words::has)) {
      refuse(outcome);
    }
  }

  /** Of an object the names tell, of a list its elements. */
  private static void takeOutOf(ObjectNode words, String word, Predicate<String> isDropped) {
    JsonNode told = words.path(word);
    int size = told.size();
    if (told instanceof ObjectNode byName) {
      byName.remove(byName.propertyStream().map(Map.Entry::getKey).filter(isDropped).toList());
    } else if (told instanceof ArrayNode list) {
      ModuleView.removeIf(list, element -> names(element, isDropped));
    }
    if (told.isEmpty() && size > 0) {
      words.remove(word);
    }
  }

  /** Returns whether a statement names one of them, at any depth. */
  private static boolean names(JsonNode told, Predicate<String> isDropped) {
    return told.isTextual()
        ? isDropped.test(told.textValue())
        : told.valueStream().anyMatch(below -> names(below, isDropped));
  }

  private void refuse(Value told) {
    throw told.wrong("says nothing without a member that the module '" + module + "' has not");
  }
}
