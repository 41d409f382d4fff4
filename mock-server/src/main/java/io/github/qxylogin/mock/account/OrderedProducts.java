package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The products that requests order and responses list. */
public record OrderedProducts(Flow.Enterprise enterprise) {
  /** More than the vendor sells, so that no request makes an endless response. */
  private static final int MOST = 100;

  /** Returns the products that a request lists; blank ones are left out. */
  public List<String> in(JsonNode request) {
    return Stream.of(request.path(enterprise.products()).asText("").split(","))
        .map(String::strip)
        .filter(product -> !product.isEmpty())
        .limit(MOST)
        .toList();
  }

  /**
   * Lists the products of a request in a documented response, in place of its own.
   *
   * @param isOrdered whether an earlier order brought a product
   */
  public void list(ObjectNode response, JsonNode request, Predicate<String> isOrdered) {
    if (response.at(enterprise.ordered().head().head()) instanceof ArrayNode entries) {
      List<ObjectNode> named = new ArrayList<>();
      for (String product : in(request)) {
        JsonPointer like =
            isOrdered.test(product) ? enterprise.orderedBefore() : enterprise.ordered();
        ObjectNode entry = response.at(like.head()).deepCopy();
        named.add(entry.put(like.last().getMatchingProperty(), product));
      }
      entries.removeAll().addAll(named);
    }
  }
}
