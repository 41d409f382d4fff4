package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Warnings of the client; for failed renewals see TokenSourceTest. */
@Isolated
class WarningsTest {
  private static final Instant THEIRS = Instant.parse("2026-11-25T08:00:00Z");

  @AutoClose private final FakePlatform platform = new FakePlatform();

  private List<String> warned(QixiangyunLoginBuilder builder) {
    try (QixiangyunLogin login = builder.build();
        RecordingLog log = RecordingLog.ofTheClient(Level.WARN)) {
      Form.BLOCKING.check(login);
      return log.lines();
    }
  }

  @Test
  void call_clockCorrected_warnsOfTheDifference() {
    Code.ErrorResponse skewed = CONTRACT.codes().responseTo(Condition.DATE_SKEWED);
    platform.respond(
        "checkSession",
        FakePlatform.json(FakePlatform.errorResponse(skewed.code().code(), skewed.message()))
            .setHeader(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(THEIRS.atZone(ZoneOffset.UTC))),
        FakePlatform.json(FakePlatform.documented("checkSession", "valid").toString()));
    Instant ours = THEIRS.minus(Duration.ofHours(8));

    assertThat(warned(platform.builder().clock(Clock.fixed(ours, ZoneOffset.UTC))))
        .containsExactly(
            "WARN The system's clock differs by PT8H from the platform's: requests now use the platform's");
  }

  @Test
  void call_storeFailsToLoad_warnsWithoutQuotingIt() {
    TokenStore unreadable =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            throw new IllegalStateException("canary");
          }

          @Override
          public void save(String key, AccessToken token) {}
        };

    assertThat(warned(platform.builder().tokenStore(unreadable)))
        .containsExactly(
            "WARN Cannot read the token store (java.lang.IllegalStateException):"
                + " a new token is fetched");
  }

  @Test
  void call_storeFailsToSave_warnsWithoutQuotingIt() {
    TokenStore full =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            return Optional.empty();
          }

          @Override
          public void save(String key, AccessToken token) {
            throw new IllegalStateException("no room for " + token.value());
          }
        };

    assertThat(warned(platform.builder().tokenStore(full)))
        .containsExactly(
            "WARN Cannot write to the token store (java.lang.IllegalStateException):"
                + " other processes fetch too");
  }

  @Test
  void call_storeFailsToRelease_warnsWithoutQuotingIt() {
    TokenStore sticking =
        new TokenStore() {
          @Override
          public Optional<AccessToken> load(String key) {
            return Optional.empty();
          }

          @Override
          public void save(String key, AccessToken token) {}

          @Override
          public Lease lock(String key, Duration longest) {
            return () -> {
              throw new IllegalStateException("canary");
            };
          }
        };

    assertThat(warned(platform.builder().tokenStore(sticking)))
        .containsExactly(
            "WARN Cannot release the token store's lock (java.lang.IllegalStateException):"
                + " it must expire");
  }

  /** The trace below it is the observer's own. */
  private List<String> firstLines(CallObserver observer) {
    return warned(platform.builder().observer(observer)).stream()
        .map(line -> line.lines().findFirst().orElseThrow())
        .toList();
  }

  @Test
  void call_observerFailsAtTheStart_warnsOfEachCall() {
    assertThat(
            firstLines(
                operation -> {
                  throw new IllegalStateException();
                }))
        .containsExactly(
            "WARN The observer failed at the start of checkSession",
            "WARN The observer failed at the start of fetchToken");
  }

  @Test
  void call_observerFailsAtTheEnd_warnsOfEachCall() {
    assertThat(
            firstLines(
                operation ->
                    report -> {
                      throw new IllegalStateException();
                    }))
        .containsExactly(
            "WARN The observer failed at the end of fetchToken",
            "WARN The observer failed at the end of checkSession");
  }
}
