package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A member of an object in a response.
 *
 * @param at its place
 */
record Member(JsonPointer at, JsonNode value) {

  String name() {
    return at.last().getMatchingProperty();
  }

  /** Returns whether it is written for people, so that another wording harms nobody. */
  boolean isText() {
    return at.tail().matches() && Envelope.TEXTS.contains(name());
  }

  /** Returns all members of a body, in their order, at whatever depth. */
  static Stream<Member> of(JsonNode body) {
    return of(JsonPointer.empty(), body);
  }

  private static Stream<Member> of(JsonPointer at, JsonNode node) {
    if (node.isArray()) {
      return IntStream.range(0, node.size())
          .boxed()
          .flatMap(i -> of(at.appendIndex(i), node.get(i)));
    }
    return node.properties().stream()
        .map(member -> new Member(at.appendProperty(member.getKey()), member.getValue()))
        .flatMap(member -> Stream.concat(Stream.of(member), of(member.at(), member.value())));
  }
}
