package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
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
  private final CallObserver observer;
  private final ApiContract contract;
  private final SecretMask mask;

  public ObserverInterceptor(CallObserver observer, ApiContract contract, SecretMask mask) {
    this.observer = observer;
    this.contract = contract;
    this.mask = mask;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallState state = CallState.of(request);
    Consumer<CallReport> told = started(CallState.name(request));
    long start = System.nanoTime();
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException | RuntimeException | Error failed) {
      Throwable reason = failed instanceof SignInFailedException ? failed.getCause() : failed;
      tell(told, report(request, state, start, null, reason));
      throw failed;
    }
    tell(told, report(request, state, start, BufferedBody.of(response).envelope(), null));
    return response;
  }

  private CallReport report(
      Request request,
      CallState state,
      long start,
      @Nullable Envelope envelope,
      @Nullable Throwable failed) {
    String code = envelope == null ? null : envelope.code().orElse(null);
    String reqId = envelope == null ? null : envelope.reqId().orElse(null);
    Request signed = CallState.signed(request);
    return new CallReport(
        CallState.name(request),
        state.attempts(),
        Duration.ofNanos(System.nanoTime() - start),
        state.status(),
        code == null || contract.lists(code) ? code : mask.mask(code, signed),
        code == null ? null : family(state, code),
        mask.mask(reqId, signed),
        failed == null ? null : failed.getClass());
  }

  private Family family(CallState state, String code) {
    return state.meaning(contract, code).map(Code::family).orElse(Family.UNKNOWN);
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
