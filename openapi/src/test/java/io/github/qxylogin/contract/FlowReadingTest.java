package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is read of {@code x-flow}, and what is said of one that is wrong. */
class FlowReadingTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void lock_ofALogin_isWhatTheContractSays() {
    assertThat(CONTRACT.operation("uploadSmsCode").flow().flatMap(Flow::lock))
        .contains(new Flow.Lock("nsrsbh", 4));
  }

  @Test
  void form_ofARegion_isItsOtherWidth() {
    AccountFlow find = account("findAccounts");

    assertThat(find.forms().get("dq")).hasSize(36).containsEntry("11", "1100");
  }

  @Test
  void time_ofAnAccount_isThePlatformsClock() {
    AccountFlow.Time time = account("createAccount").time().orElseThrow();

    Instant instant = Instant.parse("2023-12-19T06:24:24Z");
    assertThat(time.text(instant)).isEqualTo("2023-12-19 14:24:24");
    assertThat(time.instant("2023-12-19 14:24:24")).isEqualTo(instant);
  }

  @Test
  void lock_failuresThatAreNoNumber_areToldWithTheirPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        flow(document, "uploadSmsCode").withObject("/lock").put("failures", "4")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-flow/lock/failures")
        .hasMessageContaining("a whole number is expected");
  }

  @Test
  void time_formThatIsNone_isToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        flow(document, "createAccount")
                            .withObject("/account/time")
                            .put("pattern", "never")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-flow/account/time")
        .hasMessageContaining("is no form of a time");
  }

  @Test
  void does_unknown_listsWhatCanBeDone() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        flow(document, "createAccount")
                            .withObject("/account")
                            .put("does", "clones")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("'clones' is none of [creates, creates-or-updates, finds, updates");
  }

  private static AccountFlow account(String operation) {
    return CONTRACT.operation(operation).flow().flatMap(Flow::account).orElseThrow();
  }

  private static ObjectNode flow(ObjectNode document, String operation) {
    return operation(document, operation).withObject("/x-flow");
  }
}
