package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "example=a                        | example=a",
        "EXAMPLE = a                      | example=a",
        "example=\"a\"                    | example=a",
        "example=\"a b, c=d\", e           | example=a b, c=d",
        "respond-async, example=a; foo    | example=a",
        "respond-async;example=a          |",
        "wait=10; x=\", example=b\", code=1 | code=1",
        "example=a, code=4000             | example=a",
        "example=, code=1                 | example=",
        "example, code=1                  | example=",
        "example=\"\"                     | example=",
        "@ example=a ,, code=1 ,@         | example=a",
        "example=a b, code=1              | example=a b",
        "=x, code=1                       | code=1",
        "code=1, example=\"a, code=2      | code=1",
        "example=\"a\"b, code=1           | example=\"a\"b",
        "example=\"a\\\"b\"; c, code=1    | example=\"a\\\"b\"",
        "respond-async\", code=1          | code=1",
      })
  void first_header_selects(String header, String wanted) {
    assertThat(Preference.first(header).map(Preference::toString))
        .isEqualTo(Optional.ofNullable(wanted));
  }

  @Test
  void first_nothing_isNothing() {
    assertThat(Preference.first("")).isEmpty();
  }

  @Test
  void first_longHeaders_areReadAtOnce() {
    String quotes = "\"".repeat(8_000);
    String commas = "a=\"" + "\\".repeat(8_000) + "\"" + ",;".repeat(8_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Preference.first(quotes);
          Preference.first(commas);
        });
  }
}
