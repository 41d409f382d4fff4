package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import org.junit.jupiter.api.Test;

class OrderedProductsTest {
  private static final Operation ORDER = Contract.load().operation("orderProduct");

  private final OrderedProducts products = new OrderedProducts(ORDER.flow().enterprise());

  @Test
  void list_ofAnOrder_namesItsProductsInPlaceOfThePrintedOnes() {
    ObjectNode answer = ORDER.firstSuccess().answer().deepCopy();

    products.list(answer, ordering("0036, 0004,"), "0004"::equals);

    assertThat(answer.at("/data/purchaseDetailList"))
        .hasToString(
            "[{\"productCode\":\"0036\",\"success\":true,\"message\":\"订购成功\"},"
                + "{\"productCode\":\"0004\",\"success\":true,\"message\":\"订购成功(已订购)\"}]");
  }

  @Test
  void in_moreProductsThanThereAre_isBounded() {
    assertThat(products.in(ordering("0,".repeat(1000)))).hasSize(100).containsOnly("0");
  }

  private static JsonNode ordering(String products) {
    return JsonNodeFactory.instance.objectNode().put("productCodeList", products);
  }
}
