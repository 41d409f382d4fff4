package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Consumer;

/**
 * Creates a span for each call. The application provides {@code opentelemetry-api}. The parent is
 * the current span of the calling thread. The span of a call without success has an error status.
 *
 * <p>Asynchronous calls run on threads of OkHttp's dispatcher. An executor of {@code
 * Context.taskWrapping} passes the caller's context to them, if {@code setMaxRequestsPerHost} is
 * above the load. A queued call gets the context of the call before it.
 */
public final class OpenTelemetryObserver implements CallObserver {
  private final Tracer tracer;

  /** Creates an observer with a tracer. */
  public OpenTelemetryObserver(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Consumer<CallReport> started(String operation) {
    Span span =
        tracer
            .spanBuilder("qixiangyun " + name(operation))
            .setSpanKind(SpanKind.CLIENT)
            .startSpan();
    return report -> {
      span.setAttribute("qixiangyun.attempts", report.attempts());
      report.code().ifPresent(code -> span.setAttribute("qixiangyun.code", code));
      report.reqId().ifPresent(id -> span.setAttribute("qixiangyun.req_id", id));
      report.failure().ifPresent(type -> span.setAttribute("error.type", type.getName()));
      if (report.family() != Family.OK) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  /** Paths outside the contract may contain ids, which would create countless span names. */
  private static String name(String operation) {
    return operation.startsWith("/") ? "other" : operation;
  }
}
