package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.model.ReceiveHostedNumberSmsRequest;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.OpenTelemetryObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The Java blocks of the guides and of Javadoc about callbacks, observers and OkHttp; {@link
 * ReadmeTest} compares.
 */
class ReadmeAroundSnippetsTest {
  private final String appKey = FakePlatform.APP_KEY;
  private final String appSecret = FakePlatform.APP_SECRET;
  @AutoClose private final FakePlatform platform = new FakePlatform();

  private final InetSocketAddress proxyAddress =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), platform.port());

  private void checkObserved(CallObserver observer) {
    try (QixiangyunLogin observed = platform.builder().observer(observer).build()) {
      Form.BLOCKING.check(observed);
    }
  }

  @Test
  void callback_ofAnSms_hasReceiverAndText() {
    byte[] body = "{\"receiver\":\"17000000002\",\"smsContent\":\"验证码为002100\"}".getBytes(UTF_8);

    ReceiveHostedNumberSmsRequest sms = Callbacks.receiveHostedNumberSms(body);
    String text = sms.smsContent().orElseThrow();
    String response = Callbacks.RECEIVE_HOSTED_NUMBER_SMS_RESPONSE;

    assertThat(sms.receiver()).contains("17000000002");
    assertThat(text).isEqualTo("验证码为002100");
    assertThat(response).isEqualTo("{\"code\":\"2000\",\"message\":\"成功\"}");
  }

  @Test
  void observer_withMicrometer_timesEachCall() {
    MeterRegistry registry = new SimpleMeterRegistry();

    CallObserver metrics =
        operation ->
            report ->
                Timer.builder("qixiangyun.calls")
                    .tag("operation", operation)
                    .tag("outcome", report.family().key())
                    .register(registry)
                    .record(report.duration());

    checkObserved(metrics);
    Timer timer = registry.get("qixiangyun.calls").tag("operation", "checkSession").timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.getId().getTag("outcome")).isEqualTo("ok");
  }

  /** Keeps what was traced. */
  private static final class Spans implements SpanExporter {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ended.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @Test
  void observer_withOpenTelemetry_spansEachCall() {
    Spans spans = new Spans();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()) {
      Tracer tracer = provider.get("test");

      CallObserver traces = new OpenTelemetryObserver(tracer);

      checkObserved(traces);
      platform.respond(
          "checkSession",
          new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
      assertThatThrownBy(() -> checkObserved(traces)).isInstanceOf(ApiConnectionException.class);
    }

    assertThat(spans.ended)
        .extracting(SpanData::getName)
        .containsExactly(
            "qixiangyun fetchToken",
            "qixiangyun checkSession",
            "qixiangyun fetchToken",
            "qixiangyun checkSession");
    AttributeKey<String> code = AttributeKey.stringKey("qixiangyun.code");
    assertThat(spans.ended.get(1).getAttributes().get(code)).isEqualTo("2000");
    assertThat(spans.ended.get(3).getAttributes().asMap()).doesNotContainKey(code);
    assertThat(spans.ended.get(3).getAttributes().get(AttributeKey.stringKey("error.type")))
        .startsWith("java.");
    assertThat(spans.ended.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(spans.ended.get(3).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void okHttpClient_withProxyAndContext_carriesBoth() {
    List<String> heard = new CopyOnWriteArrayList<>();
    ContextKey<String> user = ContextKey.named("user");

    Dispatcher dispatcher = new Dispatcher(Context.taskWrapping(Executors.newCachedThreadPool()));
    dispatcher.setMaxRequestsPerHost(64);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .proxy(new Proxy(Proxy.Type.HTTP, proxyAddress))
            .build();
    QixiangyunLoginBuilder builder =
        QixiangyunLogin.builder().credentials(appKey, appSecret).okHttpClient(http);

    builder
        .baseUrl("http://platform.invalid")
        .observer(
            operation -> {
              heard.add(operation + " of " + Context.current().get(user));
              return report -> {};
            });
    try (QixiangyunLogin login = builder.build();
        Scope scope = Context.current().with(user, "alice").makeCurrent()) {
      assertThat(scope).isNotNull();
      assertThat(login.multiAccount().checkSession(Form.checking()).executeAsync())
          .succeedsWithin(Form.WAIT_LIMIT);
    } finally {
      dispatcher.executorService().shutdown();
    }
    assertThat(heard).contains("checkSession of alice");
    assertThat(platform.requests("checkSession")).hasSize(1);
  }
}
