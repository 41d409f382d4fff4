package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.MockRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRequestTest {

  @ParameterizedTest
  @CsvSource({"a+b, a+b", "a%2Bb, a+b", "a%20b, a b", "a+%zz, a+%zz"})
  void item_isDecodedOrAsItWasSent(String sent, String item) {
    MockRequest call =
        new MockRequest("GET", "/__mock/outcomes/" + sent, "", header -> null, new byte[0]);

    assertThat(new ControlRequest(call, "/outcomes/{identity}", sent).named()).isEqualTo(item);
  }
}
