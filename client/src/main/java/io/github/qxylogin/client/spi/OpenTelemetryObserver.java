package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each call. The application brings {@code opentelemetry-api}. The parent is the
 * current span of the thread that makes the call. A span has an error if the call did not work.
 */
public final class OpenTelemetryObserver implements CallObserver {
  private final Tracer tracer;

  /** Creates an observer that makes its spans with a tracer. */
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
      set(span, "qixiangyun.code", report.code());
      set(span, "qixiangyun.req_id", report.reqId());
      set(span, "error.type", report.failure() == null ? null : report.failure().getName());
      if (report.family() != Family.OK) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  private static void set(Span span, String attribute, @Nullable String value) {
    if (value != null) {
      span.setAttribute(attribute, value);
    }
  }

  /** A path outside the contract may hold ids, and each would be another name. */
  private static String name(String operation) {
    return operation.startsWith("/") ? "other" : operation;
  }
}
