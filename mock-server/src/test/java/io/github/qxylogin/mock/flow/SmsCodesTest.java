package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmsCodesTest {
  @Test
  void documented_isThatOfTheExample() {
    assertThat(SmsCodes.documented(Contract.load())).isEqualTo("002100");
  }

  @Test
  void of_numberWithACodeOfItsOwn_isThat() {
    SmsCodes codes = new SmsCodes("002100", true, Map.of("13800000000", "1234"));

    assertThat(codes.of("13800000000")).isEqualTo("1234");
  }

  @Test
  void of_random_isAnotherEachTimeOfTheUsualLength() {
    SmsCodes codes = new SmsCodes("002100", true, Map.of());

    assertThat(IntStream.range(0, 20).mapToObj(i -> codes.of("13800000000")))
        .allMatch(code -> code.matches("\\d{6}"))
        .matches(all -> all.stream().distinct().count() > 1);
  }
}
