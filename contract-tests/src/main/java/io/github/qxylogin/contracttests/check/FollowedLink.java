package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Link;
import java.util.Map;
import java.util.Optional;

/** What a link hands on of a call that was made. */
public final class FollowedLink {
  private FollowedLink() {}

  /**
   * Returns the fields that a call hands on, without those that its request left out; nothing if
   * its answer lacks one.
   *
   * @param request the body of the call's request
   * @param answer the body of its answer
   */
  public static Optional<ObjectNode> of(Link link, JsonNode request, JsonNode answer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Link.Source> field : link.fields().entrySet()) {
      if (field.getValue() instanceof Link.Source.Constant constant) {
        body.set(field.getKey(), constant.value());
        continue;
      }
      Link.Source.Place place = (Link.Source.Place) field.getValue();
      JsonNode value = (place.inAnswer() ? answer : request).at(place.at());
      if (!value.isMissingNode() && !value.isNull()) {
        body.set(field.getKey(), value);
      } else if (place.inAnswer()) {
        return Optional.empty();
      }
    }
    return Optional.of(body);
  }
}
