package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Forms.acceptsIn;
import static io.github.qxylogin.contract.Forms.allows;
import static io.github.qxylogin.contract.Forms.description;
import static io.github.qxylogin.contract.Forms.descriptionOf;
import static io.github.qxylogin.contract.Forms.fields;
import static io.github.qxylogin.contract.Forms.forbids;
import static io.github.qxylogin.contract.Forms.rejectsIn;
import static io.github.qxylogin.contract.Forms.response;
import static io.github.qxylogin.contract.Forms.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the pages of the module 产品订购 contradict themselves, both forms are valid, and no third one.
 * The numbers are those of the module's own FACTS.md §6.
 */
class OrderContradictionsTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void no1_success_isAnotherCodeOnEachPage() {
    assertThat(orderPages())
        .hasSize(5)
        .allSatisfy(o -> assertThat(o.firstSuccess().code()).isEqualTo("SUCCESS"))
        .allSatisfy(
            o ->
                assertThat(o.code("SUCCESS").orElseThrow().evidence())
                    .isEqualTo(Evidence.ORDER_PAGE));
  }

  private static List<Operation> orderPages() {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.evidence() == Evidence.ORDER_PAGE)
        .toList();
  }

  @Test
  void no2_wrongRegion_isOfTwoCodesWithOneText() {
    assertThat(response("orderProduct", "wrong-region").path("code").asText()).isEqualTo("600003");
    assertThat(response("updateEnterprise", "wrong-region").path("code").asText())
        .isEqualTo("PARAMETER_ERROR");
    assertThat(response("updateEnterprise", "wrong-region").path("message"))
        .isEqualTo(response("orderProduct", "wrong-region").path("message"));
  }

  @Test
  void no4_orderOfAKnownTaxNumber_lacksTheRequiredList() {
    allows("orderProduct", with("{'aggOrgId': 1}"));
    forbids("orderProduct", with("{'purchaseDetailList': []}"));
    forbids("cancelProducts", with("{'aggOrgId': 1}"));
  }

  @Test
  void no5_parameterError_comesWithBothSuccesses() {
    assertThat(response("orderProduct", "already-known").path("success").asBoolean()).isTrue();
    assertThat(response("orderProduct", "product-not-granted").path("success").asBoolean())
        .isFalse();
  }

  @Test
  void no6_orders_areTheListOfTheExample() {
    assertThat(response("findOrders", "found").path("data").isArray()).isTrue();
    forbids("findOrders", with("{}"));
    assertThat(description("/components/schemas/FindOrdersResponse/allOf/1/properties/data"))
        .contains("The page's schema has one object");
    assertThat(response("findOrders", "found").at("/data/0/dq").asText()).isEqualTo("6100");
  }

  @Test
  void no7_unknownEnterprise_isOfTwoCodes() {
    for (String operation : List.of("cancelProducts", "findOrders")) {
      assertThat(response(operation, "no-such-enterprise").path("code").asText())
          .isEqualTo("601005");
    }
    assertThat(response("deleteEnterprise", "no-such-enterprise").path("code").asText())
        .isEqualTo("PARAMETER_ERROR");
  }

  @Test
  void no8_taxNumberOfAnUpdate_isDeprecatedAndListedAmongTheErrors() {
    assertThat(fields("updateEnterprise")).contains("nsrsbh");
    acceptsIn("updateEnterprise", "updated", "nsrsbh", "null");
    rejectsIn("updateEnterprise", "updated", "nsrsbh", "1");
    assertThat(descriptionOf("updateEnterprise"))
        .contains("The page lists four errors of nsrsbh, though it deprecates the field");
  }

  @Test
  void no9_dataOfAnUpdate_isWhatThePlatformHolds() {
    String members = "'aggOrgId': 1, 'nsrsbh': 'a', 'aggOrgName': 'b'";
    allows("updateEnterprise", with("null"), with("{" + members + "}"));
    forbids("updateEnterprise", with("{'aggOrgId': 1, 'purchaseDetailList': []}"));
    assertThat(descriptionOf("updateEnterprise")).contains("Until July 2026");
  }

  @Test
  void no10_textsOfAMissingEnterprise_endInTwoWays() {
    assertThat(response("findOrders", "missing-agg-org-id").path("message").asText()).endsWith("！");
    assertThat(response("deleteEnterprise", "missing-agg-org-id").path("message").asText())
        .endsWith("!");
  }

  @Test
  void no11_productOfTheSample_isNoneOfTheVendorsList() {
    assertThat(response("orderProduct", "ordered").at("/data/purchaseDetailList/0/productCode"))
        .hasToString("\"0002\"");
    assertThat(description("/components/schemas/ProductCode")).contains("0002 and 0024");
  }
}
