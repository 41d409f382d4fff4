package io.github.qxylogin.client;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** An operation as its users see it: stated once, and both its forms follow. */
final class TypedOperation<Q, T extends @Nullable Object> {
  private final Function<Q, T> blocking;
  private final Function<Q, CompletableFuture<T>> future;

  private TypedOperation(Function<Q, T> blocking, Function<Q, CompletableFuture<T>> future) {
    this.blocking = blocking;
    this.future = future;
  }

  /** Returns an operation of which every refusal is an exception. */
  static <Q, E, T extends @Nullable Object> TypedOperation<Q, T> of(
      Exchange exchange, Function<Q, Call<E>> call, BiFunction<E, AnswerContext, T> result) {
    return of(exchange, call, result, (body, refusal) -> Optional.empty());
  }

  /** Returns an operation of which some refusals are results. */
  static <Q, E, T extends @Nullable Object> TypedOperation<Q, T> of(
      Exchange exchange,
      Function<Q, Call<E>> call,
      BiFunction<E, AnswerContext, T> result,
      BiFunction<E, QixiangyunException, Optional<T>> refused) {
    return new TypedOperation<>(
        request -> exchange.execute(call.apply(request), result, refused),
        request -> exchange.enqueue(call.apply(request), result, refused));
  }

  T execute(Q request) {
    return blocking.apply(Objects.requireNonNull(request, "request"));
  }

  CompletableFuture<T> enqueue(Q request) {
    return future.apply(Objects.requireNonNull(request, "request"));
  }
}
