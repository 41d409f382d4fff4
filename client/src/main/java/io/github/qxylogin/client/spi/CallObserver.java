package io.github.qxylogin.client.spi;

import java.util.function.Consumer;

/**
 * Observes every call, for metrics and traces: typed calls, raw calls and token fetches. It is
 * notified at the start and at the end, on the thread of the call: the caller's, or one of the
 * OkHttp client's dispatcher for a future. An exception of the observer is logged and has no
 * effect.
 *
 * <p>If derived clients share a token, the client that they derive from fetches it; only that
 * client's observer is notified of the fetch.
 *
 * <pre>{@code
 * CallObserver metrics =
 *     operation ->
 *         report ->
 *             Timer.builder("qixiangyun.calls")
 *                 .tag("operation", operation)
 *                 .tag("outcome", report.family().key())
 *                 .register(registry)
 *                 .record(report.duration());
 * }</pre>
 */
@FunctionalInterface
public interface CallObserver {

  /**
   * Called at the start of a call. Returns the receiver of its report.
   *
   * @param operation its name in the contract, such as {@code uploadSmsCode}, or a path outside the
   *     contract
   */
  Consumer<CallReport> started(String operation);
}
