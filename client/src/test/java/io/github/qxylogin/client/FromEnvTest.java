package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FromEnvTest {
  private final Map<String, String> environment =
      new TreeMap<>(Map.of("QXY_APP_KEY", "key", "QXY_APP_SECRET", "canary"));

  private QixiangyunLoginBuilder read() {
    return QixiangyunLogin.builder().fromEnv(environment::get);
  }

  private String built() {
    try (QixiangyunLogin login = read().build()) {
      return login.toString();
    }
  }

  @Test
  void fromEnv_credentials_callsTheRealPlatform() {
    assertThat(built())
        .isEqualTo("QixiangyunLogin[baseUrl=https://api.qixiangyun.com/, appKey=key]");
  }

  @Test
  void fromEnv_baseUrl_isCalled() {
    environment.put("QXY_BASE_URL", "http://127.0.0.1:8089");

    assertThat(built()).isEqualTo("QixiangyunLogin[baseUrl=http://127.0.0.1:8089/, appKey=key]");
  }

  @Test
  void fromEnv_emptyBaseUrl_isNotSet() {
    environment.put("QXY_BASE_URL", "");

    assertThat(built()).contains("baseUrl=https://api.qixiangyun.com/");
  }

  /** Those that read a secret from a file leave the end of its line. */
  @Test
  void fromEnv_lineEnd_isDropped() {
    environment.put("QXY_APP_KEY", "key\n");

    assertThat(built()).endsWith("appKey=key]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QXY_APP_KEY", "QXY_APP_SECRET"})
  void fromEnv_missing_namesTheVariable(String variable) {
    environment.remove(variable);

    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(variable + " is not set: set this environment variable, or call credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QXY_APP_KEY", "QXY_APP_SECRET"})
  void fromEnv_blank_isMissing(String variable) {
    environment.put(variable, " ");

    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(variable + " is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "QXY_APP_KEY, must be printable ASCII without spaces: copy it from the vendor's console",
    "QXY_APP_SECRET, must be printable ASCII without spaces: copy it from the vendor's console",
    "QXY_BASE_URL, 'must be http or https without user, query and fragment, such as"
        + " http://127.0.0.1:8089'"
  })
  void fromEnv_bad_namesTheVariableAndQuotesNothing(String variable, String problem) {
    environment.put(variable, "canary 密");

    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(variable + " " + problem);
  }

  @Test
  void fromEnv_ofTheProcess_isRead() {
    // Without the variables, as in a build: the message proves that they were looked for.
    if (System.getenv("QXY_APP_KEY") == null) {
      assertThatThrownBy(QixiangyunLogin::fromEnv)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("QXY_APP_KEY is not set");
    }
  }
}
