package io.github.qxylogin.client.internal.call;

import io.github.qxylogin.client.services.QixiangyunCall;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Retrofit;

/** Lets the methods of Retrofit interfaces return a {@link QixiangyunCall}. */
public final class CallAdapters extends CallAdapter.Factory {
  private final CallRunner runner;
  private final ResponseReader responses;

  public CallAdapters(CallRunner runner, ResponseReader responses) {
    this.runner = runner;
    this.responses = responses;
  }

  @Override
  public @Nullable CallAdapter<?, ?> get(
      Type returned, Annotation[] annotations, Retrofit retrofit) {
    if (getRawType(returned) != QixiangyunCall.class) {
      return null;
    }
    if (!(returned instanceof ParameterizedType)) {
      throw new IllegalArgumentException(
          "QixiangyunCall needs a type argument for the result, such as QixiangyunCall<Void>");
    }
    CallRunner.Reader<@Nullable Object> reader =
        responses.reading(getParameterUpperBound(0, (ParameterizedType) returned));
    return new CallAdapter<Void, QixiangyunCall<?>>() {
      @Override
      public Type responseType() {
        // The runner reads the response itself.
        return Void.class;
      }

      @Override
      public QixiangyunCall<?> adapt(Call<Void> call) {
        return new RetrofitCall<>(call, runner, reader, guard -> {}, new AtomicBoolean());
      }
    };
  }
}
