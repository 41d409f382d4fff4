package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.ContractUnderTest.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.ContractException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads {@code x-flow}, and reports its errors. */
class FlowReadingTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void lock_ofALogin_isWhatTheContractSays() {
    assertThat(CONTRACT.operation("uploadSmsCode").flow().lock())
        .isEqualTo(new Flow.Lock("nsrsbh", 4, null, List.of()));
  }

  @Test
  void lock_ofADay_isOfThePersonUntilMidnight() {
    assertThat(CONTRACT.operation("uploadHostedSmsCode").flow().lock())
        .isEqualTo(new Flow.Lock("gryhm", 4, ZoneOffset.ofHours(8), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, failures, x, 'failures: Cannot deserialize value of type `int` from String'",
    "uploadSmsCode, failure, x, 'failure: is none of'",
    "sendHostedSmsCode, midnight, east, 'midnight: Cannot construct instance of `java.time.ZoneOffset`, problem: Invalid ID'",
  })
  void lock_thatSaysSomethingElse_isReportedWithItsPlace(
      String operation, String key, String text, String message) {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document -> ours(document, operation).withObject("/lock").put(key, text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/lock/" + message);
  }

  @ParameterizedTest
  @CsvSource({
    "sendSmsCode, '', resendafter, PT2M, x-flow/resendafter: is none of [",
    "sendSmsCode, '', resendAfter, 2M, 'x-flow/resendAfter: Cannot construct instance of `java.time.Duration`, problem'",
    "sendSmsCode, /withoutSms, value, x, x-flow/withoutSms/value: is none of",
    "fetchToken, /token, at, access_token, 'x-flow/token/at: Cannot construct instance of `com.fasterxml.jackson.core.JsonPointer`, problem: '",
    "fetchToken, /token, lifeTime, x, x-flow/token/lifeTime: is none of",
    "orderProduct, /entity/items, at, 0, 'x-flow/entity/items/at: Cannot construct instance of `com.fasterxml.jackson.core.JsonPointer`'",
    "orderProduct, /entity, listed, x, x-flow/entity/listed: is none of",
    "createAccount, /account, at, data, 'x-flow/account/at: Cannot construct instance of `com.fasterxml.jackson.core.JsonPointer`'",
    "createAccount, /account, do, x, x-flow/account/do: is none of"
  })
  void flow_thatSaysSomethingElse_isReportedWithItsPlace(
      String operation, String part, String key, String text, String message) {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        ((ObjectNode)
                                Stream.of(flow(document, operation), ours(document, operation))
                                    .map(flow -> flow.at(part))
                                    .filter(JsonNode::isObject)
                                    .findFirst()
                                    .orElseThrow())
                            .put(key, text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(message);
  }

  @Test
  void role_thatIsMissing_isNoPart() {
    Operation upload =
        ContractUnderTest.with(document -> flow(document, "uploadCookie").remove("role"))
            .contract()
            .operation("uploadCookie");

    assertThat(upload.flow().role()).isEqualTo(Flow.Role.NONE);
    assertThat(upload.flow().identity()).isNotEmpty();
  }

  @Test
  void limit_documentedAndAssumed_isReportedWithBothPlaces() {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document -> ours(document, "sendSmsCode").put("role", "redeems-task")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/role: is already at")
        .hasMessageContaining("x-flow/role, from the vendor's pages");
  }

  @Test
  void does_unknown_listsWhatCanBeDone() {
    assertThatThrownBy(
            () ->
                ContractUnderTest.with(
                    document ->
                        flow(document, "createAccount")
                            .withObject("/account")
                            .put("does", "clones")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-flow/account/does: ")
        .hasMessageContaining("\"clones\": not one of the values accepted for Enum class: [");
  }

  private static ObjectNode flow(ObjectNode document, String operation) {
    return operation(document, operation).withObject("/x-flow");
  }

  private static ObjectNode ours(ObjectNode document, String operation) {
    return operation(document, operation).withObject("/x-mock/flow");
  }
}
