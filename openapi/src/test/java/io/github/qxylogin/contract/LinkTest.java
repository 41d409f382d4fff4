package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.any;
import static io.github.qxylogin.contract.ContractUnderTest.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.contract.document.ContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void linkTo_operationThatIsLinked_isTheContractsLink() {
    Operation sending = CONTRACT.operation("sendSmsCode");

    assertThat(sending.linkTo(CONTRACT.operation("uploadSmsCode")).orElseThrow().fields())
        .containsOnlyKeys("taskId", "nsrsbh");
  }

  @Test
  void linkTo_operationThatIsNotLinked_isNone() {
    assertThat(CONTRACT.operation("sendSmsCode").linkTo(CONTRACT.operation("deleteAccount")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"taskId\": \"{$response.header.Location}\"}",
        "{\"taskId\": \"{$request.body#data}\"}",
        "[\"{$response.body#/data}\"]",
        "{"
      })
  void of_requestBodyThatCannotBeRead_isReportedWithItsPlace(String requestBody) {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        first(any(document, "/responses/200/links"))
                            .put("requestBody", requestBody)))
        .isInstanceOf(ContractException.class)
        .hasMessageMatching("(?s).*/links/\\w+/requestBody: .*");
  }
}
