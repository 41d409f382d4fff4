package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
        "example=\"a b, c=d\", e           | example=a b, c=d; e=",
        "example=\"a\\\"b\\\\c\"            | example=a\"b\\c",
        "respond-async, example=a; foo    | respond-async=; example=a",
        "respond-async;example=a          | respond-async=",
        "wait=10; x=\", example=b\", code=1 | wait=10; code=1",
        "example=a, code=4000             | example=a; code=4000",
        "example=, code=1                 | example=; code=1",
        "example=\"\"                     | example=",
        "@ example=a ,, code=1 ,@         | example=a; code=1",
        "example=a b, code=1              | code=1",
        "=x, code=1                       | code=1",
        "code=1, example=\"a, code=2      | code=1",
        "example=\"a\"b, code=1           | code=1",
      })
  void of_header_isReadAsTheRfcSays(String header, String wanted) {
    List<String> read = Preference.of(header).stream().map(Preference::applied).toList();

    assertThat(String.join("; ", read)).isEqualTo(wanted);
  }

  @Test
  void of_nothing_isNothing() {
    assertThat(Preference.of("")).isEmpty();
  }

  @Test
  void of_longHeaders_areReadAtOnce() {
    String quotes = "\"".repeat(8_000);
    String commas = "a=\"" + "\\".repeat(8_000) + ",;".repeat(8_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Preference.of(quotes);
          Preference.of(commas);
        });
  }
}
