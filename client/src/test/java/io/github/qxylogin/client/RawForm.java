package io.github.qxylogin.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** The two ways in which a raw call can be made and fail. */
enum RawForm {
  EXECUTED,
  ENQUEUED;

  <T> Response<T> of(Call<T> call) throws Throwable {
    if (this == EXECUTED) {
      return call.execute();
    }
    CompletableFuture<Response<T>> future = new CompletableFuture<>();
    call.enqueue(
        new Callback<T>() {
          @Override
          public void onResponse(Call<T> call, Response<T> response) {
            future.complete(response);
          }

          @Override
          public void onFailure(Call<T> call, Throwable failed) {
            future.completeExceptionally(failed);
          }
        });
    try {
      return Form.awaited(future);
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }
}
