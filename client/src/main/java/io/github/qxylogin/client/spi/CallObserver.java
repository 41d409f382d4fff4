package io.github.qxylogin.client.spi;

import java.util.function.Consumer;

/**
 * Is told of every call, for metrics and traces: those of the front door, raw ones, and those that
 * fetch a token. It hears of each when it starts and when it ends, on the thread that makes it: the
 * caller's, or one of the OkHttp client's dispatcher for a future. An exception of it is logged and
 * changes nothing. A token that derived clients share is fetched by the client that they derive
 * from, so that its observer alone hears of it.
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
   * Returns who is told of the end of a call that starts now.
   *
   * @param operation its name in the contract, such as {@code uploadSmsCode}; of a path that the
   *     contract does not describe, the path
   */
  Consumer<CallReport> started(String operation);
}
