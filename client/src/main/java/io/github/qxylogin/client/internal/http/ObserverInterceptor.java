package io.github.qxylogin.client.internal.http;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiFunction;
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
  private final BiFunction<Request, CallEnd, Family> families;

  /**
   * Creates an interceptor.
   *
   * @param families returns the family of a call's exception
   */
  public ObserverInterceptor(
      CallObserver observer, SecretMask mask, BiFunction<Request, CallEnd, Family> families) {
    this.observer = observer;
    this.mask = mask;
    this.families = families;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallInfo call = CallInfo.of(request);
    Consumer<CallReport> receiver = started(call.name);
    long start = System.nanoTime();
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException | RuntimeException | Error failed) {
      boolean expected = failed instanceof IOException;
      CallEnd end = CallEnd.failed(expected ? (IOException) failed : new IOException(failed));
      Throwable reason = failed instanceof SignInFailedException ? failed.getCause() : failed;
      send(receiver, report(request, start, NONE, end, reason));
      throw failed;
    }
    Envelope envelope = call.guard.received().envelope();
    send(receiver, report(request, start, envelope, () -> response, null));
    return response;
  }

  private CallReport report(
      Request request, long start, Envelope envelope, CallEnd end, @Nullable Throwable failed) {
    CallInfo call = CallInfo.ofOurs(request);
    return new CallReport(
        call.name,
        call.guard.attempts(),
        Duration.ofNanos(System.nanoTime() - start),
        call.guard.status(),
        mask.maskCode(envelope.code().orElse(null), request),
        families.apply(request, end),
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

  private static void send(Consumer<CallReport> receiver, CallReport report) {
    try {
      receiver.accept(report);
    } catch (Throwable wrong) {
      LOG.warn("The observer failed at the end of {}", report.operation(), wrong);
    }
  }
}
