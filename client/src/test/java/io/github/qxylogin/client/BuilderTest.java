package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {
  private final QixiangyunLoginBuilder builder = QixiangyunLogin.builder();

  @Test
  void build_onlyCredentials_callsTheContractsServer() {
    try (QixiangyunLogin login = builder.credentials("key", "secret").build()) {
      assertThat(login)
          .hasToString("QixiangyunLogin[baseUrl=https://api.qixiangyun.com/, appKey=key]");
    }
  }

  /** One AppKey each is usual, and so are hundreds; reading the contract takes a mebibyte. */
  @Test
  void builder_another_doesNotReadTheContractAgain() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    QixiangyunLoginBuilder another = QixiangyunLogin.builder();

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(another).isNotSameAs(builder);
    assertThat(allocated).isLessThan(256 * 1024);
  }

  @Test
  void build_noCredentials_reportsWhatToCall() {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "No credentials: call credentials(appKey, appSecret), see the vendor's console");
  }

  @ParameterizedTest
  @CsvSource({"'', s", "k, ''", "k, ' s'", "密, s", ", s", "k,"})
  void credentials_notPrintableAscii_areRejectedUnquoted(String key, String secret) {
    assertThatThrownBy(() -> builder.credentials(key, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "App(Key|Secret) must be printable ASCII without spaces:"
                + " copy it from the vendor's console");
    assertThatThrownBy(builder::build).hasMessageStartingWith("No credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "api.qixiangyun.com", "ftp://a", "http://u:p@a", "http://a?x=1", "http://a#x"})
  void baseUrl_notPlainHttp_isRejectedUnquoted(String address) {
    assertThatThrownBy(() -> builder.baseUrl(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baseUrl must be http or https without user, query and fragment,"
                + " such as http://127.0.0.1:8089");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "P24DT0.001S"})
  void timeout_outOfRange_isRejected(Duration timeout) {
    assertThatThrownBy(() -> builder.callTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("callTimeout is " + timeout + ": set 1 millisecond to 24 days, such as PT90S");
    assertThatThrownBy(() -> builder.actionTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.attemptTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.connectTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "P24D"})
  void timeout_endOfTheRange_isTaken(Duration timeout) {
    builder
        .credentials("key", "secret")
        .callTimeout(timeout)
        .actionTimeout(timeout)
        .attemptTimeout(timeout)
        .connectTimeout(timeout);

    assertThatCode(() -> builder.build().close()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 1000, 1023, 1025})
  void passwordKey_unusualLength_isRejected(int bits) throws Exception {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    RSAPublicKey key = key(modulus);

    assertThatThrownBy(() -> builder.passwordKey(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The password key has %d bits: use 1024, 2048, 3072 or 4096".formatted(bits));
  }

  private static RSAPublicKey key(BigInteger modulus) {
    return new RSAPublicKey() {
      @Override
      public BigInteger getPublicExponent() {
        return BigInteger.valueOf(65537);
      }

      @Override
      public BigInteger getModulus() {
        return modulus;
      }

      @Override
      public String getAlgorithm() {
        return "RSA";
      }

      @Override
      public String getFormat() {
        return "X.509";
      }

      @Override
      public byte[] getEncoded() {
        return new byte[0];
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11, Integer.MAX_VALUE})
  void retries_outOfRange_areRejected(int most) {
    assertThatThrownBy(() -> builder.retries(most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retries is " + most + ": set 0 to 10");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void retries_endOfTheRange_areTaken(int most) {
    assertThat(builder.retries(most)).isSameAs(builder);
  }

  @Test
  void builder_usedOn_leavesWhatItBuilt() {
    try (QixiangyunLogin login = builder.credentials("key", "secret").build()) {
      builder.baseUrl("http://127.0.0.1:1").credentials("other", "other");

      assertThat(login)
          .hasToString("QixiangyunLogin[baseUrl=https://api.qixiangyun.com/, appKey=key]");
    }
  }

  @Test
  void close_givenClient_staysUsable() {
    OkHttpClient given = new OkHttpClient();

    builder.credentials("key", "secret").okHttpClient(given).build().close();

    assertThat(given.dispatcher().executorService().isShutdown()).isFalse();
  }

  @Test
  void close_afterCalls_rejectsAsynchronousOnes() throws IOException {
    try (FakePlatform platform = new FakePlatform()) {
      QixiangyunLogin login = platform.builder().build();
      login.close();

      assertThat(login.multiAccount().sendSmsCode(Form.sending()).executeAsync())
          .isCompletedExceptionally();
    }
  }

  /** The host name does not exist, so only the proxy can return the response. */
  @ParameterizedTest
  @EnumSource
  void proxy_given_isConnectedThrough(Form form) throws IOException {
    try (FakePlatform proxy = new FakePlatform();
        QixiangyunLogin login =
            proxy.builder().baseUrl("http://platform.invalid/").proxy(proxy.asProxy()).build()) {
      assertThat(form.check(login).isSessionEnded()).isTrue();

      assertThat(proxy.requests("checkSession")).hasSize(1);
    }
  }

  @Test
  void api_noRetrofitInterface_isRejected() {
    try (QixiangyunLogin login = builder.credentials("key", "secret").build()) {
      assertThatThrownBy(() -> login.api(String.class))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
