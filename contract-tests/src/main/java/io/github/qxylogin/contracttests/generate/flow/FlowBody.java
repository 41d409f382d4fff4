package io.github.qxylogin.contracttests.generate.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.Collection;

/** The bodies of calls that take up where earlier calls of their flow have left off. */
final class FlowBody {
  private FlowBody() {}

  /** Returns the usual body, with somebody's values. */
  static Body usual(Operation operation, Whose whose, Change change) {
    return new Body.Fields(UsualBody.of(operation), whose, change);
  }

  /** Returns the usual body with what a link takes over; nobody else is asked for that. */
  static Body linked(Operation next, Whose whose, Link link, int from, Change more) {
    ObjectNode usual = UsualBody.of(next).deepCopy();
    link.fields()
        .forEach(
            (field, source) -> {
              if (source instanceof Link.Source.Place place && place.inAnswer()) {
                usual.remove(field);
              }
            });
    next.inFlow(Flow::smsCode).ifPresent(usual::remove);
    return new Body.Fields(usual, whose, Change.link(link, from, next).then(more));
  }

  /** Takes over one field of those that a link does. */
  static Change linkedField(Link link, int from, Operation next, String field) {
    return (fields, trail) ->
        fields.set(field, Change.typed(next, field, trail.follow(link, from).path(field)));
  }

  /** Takes over fields that an earlier call was sent with, where it was. */
  static Change sentBefore(Collection<String> names, int from, Operation next) {
    return (fields, trail) -> {
      for (String name : names) {
        JsonNode value = trail.request(from).path(name);
        if (value.isValueNode()) {
          fields.set(name, Change.typed(next, name, value));
        }
      }
    };
  }

  /** Gives fields the values that somebody else has. */
  static Change ofOther(Operation operation, Collection<String> names) {
    return (fields, trail) -> {
      ObjectNode others = trail.values(Whose.OTHER_PERSON).fill(operation, UsualBody.of(operation));
      names.stream().filter(others::has).forEach(name -> fields.set(name, others.get(name)));
    };
  }

  /** Changes the last digit of a number or a text. */
  static Change otherEnd(String field) {
    return Change.of(
        fields -> {
          String value = fields.path(field).asText();
          char last = value.charAt(value.length() - 1);
          String other = value.substring(0, value.length() - 1) + (last == '1' ? '2' : '1');
          fields.set(field, JsonType.like(fields.path(field), TextNode.valueOf(other)));
        });
  }

  /** Changes the first digit of a text. */
  static Change otherStart(String field) {
    return Change.of(
        fields -> {
          String value = fields.path(field).asText();
          fields.put(field, (value.startsWith("1") ? "2" : "1") + value.substring(1));
        });
  }

  /** Leaves the leading zeros of a code out, or changes it elsewhere if it has none. */
  static Change withoutLeadingZeros(String field) {
    return Change.of(
        fields -> {
          String value = fields.path(field).asText();
          String shorter = value.replaceFirst("^0+(?=.)", "");
          fields.put(field, shorter.equals(value) ? value + "1" : shorter);
        });
  }
}
