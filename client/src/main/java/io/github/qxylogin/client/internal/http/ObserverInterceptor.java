package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reports each call to the observer. */
public final class ObserverInterceptor implements Interceptor {
  private static final Envelope NONE = Envelope.builder().build();

  private final CallObserver observer;
  private final SecretMask mask;

  public ObserverInterceptor(CallObserver observer, SecretMask mask) {
    this.observer = observer;
    this.mask = mask;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallInfo call = CallInfo.of(request);
    Consumer<CallReport> told = started(call.name);
    long start = System.nanoTime();
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException | RuntimeException | Error failed) {
      Throwable reason = failed instanceof SignInFailedException ? failed.getCause() : failed;
      tell(told, report(request, call, start, NONE, reason));
      throw failed;
    }
    tell(told, report(request, call, start, call.guard.received().envelope(), null));
    return response;
  }

  private CallReport report(
      Request request, CallInfo call, long start, Envelope envelope, @Nullable Throwable failed) {
    String code = envelope.code().orElse(null);
    Family uncoded = failed == null ? Family.INVALID_RESPONSE : Family.NO_RESPONSE;
    return new CallReport(
        call.name,
        call.guard.attempts(),
        Duration.ofNanos(System.nanoTime() - start),
        call.guard.status(),
        mask.maskCode(code, request),
        code == null ? uncoded : call.family(code),
        mask.mask(envelope.reqId().orElse(null), request),
        failed == null ? null : failed.getClass());
  }

  private Consumer<CallReport> started(String operation) {
    try {
      return observer.started(operation);
    } catch (Throwable wrong) {
      LOG.warn("The observer failed at the start of {}", operation, wrong);
      return ignored -> {};
    }
  }

  private static void tell(Consumer<CallReport> told, CallReport report) {
    try {
      told.accept(report);
    } catch (Throwable wrong) {
      LOG.warn("The observer failed at the end of {}", report.operation(), wrong);
    }
  }
}
