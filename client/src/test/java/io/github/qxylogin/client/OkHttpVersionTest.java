package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Without it, a run with another OkHttp could be one with the usual. */
@EnabledIfSystemProperty(named = OkHttpVersionTest.WANTED, matches = ".+")
class OkHttpVersionTest {
  static final String WANTED = "okhttp.wanted";

  @Test
  void okHttp_ofTheClassPath_isTheOneWanted() {
    assertThat(Wire.okHttpVersion()).isEqualTo(System.getProperty(WANTED));
  }
}
