package io.github.qxylogin.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.internal.contract.ApiContract;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationLookupTest {
  private final OperationLookup operations =
      new OperationLookup(ApiContract.generated(), HttpUrl.get("https://127.0.0.1:8443/proxied/"));

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1:8443/proxied/v2, true",
    "http://127.0.0.1:8443/proxied/v2, false",
    "https://127.0.0.2:8443/proxied/v2, false",
    "https://127.0.0.1:8444/proxied/v2, false",
    "https://127.0.0.1:8443/other/v2, false",
    "https://127.0.0.1:8443/proxied, false"
  })
  void cover_url_isBelowTheBaseOnly(String url, boolean covered) {
    assertThat(operations.covers(HttpUrl.get(url))).isEqualTo(covered);
  }
}
