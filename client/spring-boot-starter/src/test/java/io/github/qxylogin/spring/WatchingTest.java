package io.github.qxylogin.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.QixiangyunLogin;
import io.github.qxylogin.mock.http.FaultKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Metrics, observations and health of calls. */
class WatchingTest {
  @AutoClose private final Platform platform = new Platform();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

  private void callOnce() {
    callOnce(platform.application().withBean(MeterRegistry.class, () -> meters));
  }

  private static void callOnce(ApplicationContextRunner application) {
    application
        .withPropertyValues("qixiangyun.login.retries=0")
        .run(
            context -> {
              try {
                Platform.call(context.getBean(QixiangyunLogin.class));
              } catch (RuntimeException expected) {
                // The metrics show it.
              }
            });
  }

  private long count(String... tags) {
    Timer timer = meters.find("qixiangyun.login.calls").tags(tags).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void metrics_callThatWorks_isASuccess() {
    callOnce();

    assertThat(
            count(
                "client",
                "default",
                "operation",
                "checkSession",
                "family",
                "ok",
                "outcome",
                "success"))
        .isEqualTo(1);
  }

  @Test
  void metrics_fetchOfAToken_isTimedToo() {
    callOnce();

    assertThat(count("operation", "fetchToken", "outcome", "success")).isEqualTo(1);
  }

  @Test
  void metrics_errorCode_isAnErrorOfItsFamily() {
    platform.mock().identity("91110000TESTTEST01").returnsCode("505001");

    callOnce();

    assertThat(count("operation", "checkSession", "outcome", "error")).isEqualTo(1);
  }

  @Test
  void metrics_noResponse_isFailed() {
    platform.mock().operation("checkSession").fails(FaultKind.CONNECTION_RESET);

    callOnce();

    assertThat(count("operation", "checkSession", "family", "no-response", "outcome", "failed"))
        .isEqualTo(1);
  }

  @Test
  void observation_call_startsAndStopsOne() {
    observeOnce();

    assertThat(stopped)
        .extracting(context -> context.getName() + " " + context.getLowCardinalityKeyValues())
        .contains(
            "qixiangyun.login.calls [keyValue(client=default),keyValue(family=ok),"
                + "keyValue(operation=checkSession),keyValue(outcome=success)]");
  }

  @Test
  void observation_noResponse_hasAnError() {
    platform.mock().operation("checkSession").fails(FaultKind.CONNECTION_RESET);

    observeOnce();

    assertThat(stopped)
        .last()
        .satisfies(
            context ->
                assertThat(context.getError()).hasMessageMatching("checkSession: \\w+Exception"));
  }

  @Test
  void observation_errorCode_hasNoError() {
    platform.mock().identity("91110000TESTTEST01").returnsCode("505001");

    observeOnce();

    assertThat(stopped).last().extracting(Observation.Context::getError).isNull();
  }

  /** Boot makes a timer of it, which has the same name. */
  @Test
  void observation_withMeters_isNotTimedTwice() {
    callOnce(
        platform
            .application()
            .withBean(MeterRegistry.class, () -> meters)
            .withBean(ObservationRegistry.class, this::observations));

    assertThat(stopped).isNotEmpty();
    assertThat(meters.getMeters()).isEmpty();
  }

  private void observeOnce() {
    callOnce(platform.application().withBean(ObservationRegistry.class, this::observations));
  }

  private ObservationRegistry observations() {
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStop(Observation.Context context) {
                stopped.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    return observations;
  }

  private ApplicationContextRunner healthy() {
    return platform
        .application()
        .withPropertyValues("management.health.qixiangyun-login.enabled=true");
  }

  @Test
  void health_noCallYet_isUnknown() {
    healthy()
        .run(
            context ->
                assertThat(health(context.getBean(HealthIndicator.class)))
                    .isEqualTo(Status.UNKNOWN));
    platform.mock().verify().never();
  }

  @Test
  void health_callResponded_isUpAndReportsWhich() {
    healthy()
        .run(
            context -> {
              Platform.call(context.getBean(QixiangyunLogin.class));

              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails().get("default").toString())
                  .startsWith("checkSession: HTTP 200, family ok at ");
            });
  }

  @Test
  void health_secretRejected_isUnknownWithReason() {
    healthy()
        .withPropertyValues("qixiangyun.login.app-secret=another")
        .run(
            context -> {
              try {
                Platform.call(context.getBean(QixiangyunLogin.class));
              } catch (RuntimeException rejected) {
                // The health shows it.
              }

              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
              assertThat(health.getDetails().get("default").toString())
                  .startsWith("checkSession: InvalidCredentialsException at ");
            });
  }

  private static Status health(HealthIndicator indicator) {
    return indicator.health().getStatus();
  }

  @Test
  void health_notSwitchedOn_isNoBean() {
    platform
        .application()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
  }
}
