package io.github.qxylogin.contracttests.judge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SmsCodes;
import io.github.qxylogin.contracttests.check.Trail;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedMembersTest {
  private static final Operation ORDER = Contract.load().operation("orderProduct");

  @ParameterizedTest
  @CsvSource({"ordered, 订购成功(已订购)", "already-known, 订购成功", "product-not-granted, 订购成功"})
  void putInto_orderAfterAnother_namesAsOrderedBeforeWhatWasOrdered(String before, String message) {
    Case success = ORDER.firstSuccess();
    JsonNode request = requireNonNull(success.request());
    Trail trail =
        new Trail(
            whose -> {
              throw new AssertionError(whose);
            },
            SmsCodes.UNKNOWN);
    trail.made(0, ORDER, request, ORDER.documentedCase(before).answer());
    ObjectNode answer = success.answer().deepCopy();

    new ComputedMembers(ORDER, ORDER.flow(), request, trail).putInto(answer);

    assertThat(answer.at("/data/purchaseDetailList").findValuesAsText("message"))
        .containsExactly(message);
  }
}
