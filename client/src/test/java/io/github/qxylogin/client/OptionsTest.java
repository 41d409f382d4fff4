package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.internal.contract.ApiContract;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options options(@Nullable OkHttpClient given) {
    Options options = new Options(ApiContract.generated(), HttpUrl.get("http://127.0.0.1:1/"));
    options.connectTimeout = Duration.ofSeconds(3);
    options.given = given;
    return options;
  }

  @Test
  void client_given_hasTheBuildersTimesOnly() {
    Duration hasty = Duration.ofMillis(1);
    OkHttpClient given =
        new OkHttpClient.Builder()
            .callTimeout(hasty)
            .connectTimeout(hasty)
            .readTimeout(hasty)
            .writeTimeout(hasty)
            .build();

    OkHttpClient client = options(given).client(given);

    assertThat(client.connectTimeoutMillis()).isEqualTo(3000);
    assertThat(client.readTimeoutMillis()).isZero();
    assertThat(client.writeTimeoutMillis()).isZero();
  }

  @Test
  void client_own_runsAllCallsAtOneHost() {
    OkHttpClient client = options(null).shared();

    assertThat(client.dispatcher().getMaxRequestsPerHost())
        .isEqualTo(client.dispatcher().getMaxRequests());
  }
}
