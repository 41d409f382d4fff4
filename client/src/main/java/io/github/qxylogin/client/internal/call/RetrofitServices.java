package io.github.qxylogin.client.internal.call;

import retrofit2.Retrofit;

/**
 * Makes services. Retrofit calls a default method instead of sending a request, so that it gets the
 * generated interface that overrides each of them.
 */
public final class RetrofitServices {
  private static final String PREFIX = RetrofitServices.class.getPackage().getName() + ".Retrofit";

  private RetrofitServices() {}

  /**
   * Returns a service whose calls Retrofit makes.
   *
   * @throws IllegalArgumentException if the type is no service
   */
  public static <S> S create(Retrofit retrofit, Class<S> service) {
    try {
      return retrofit.create(Class.forName(PREFIX + service.getSimpleName()).asSubclass(service));
    } catch (ClassNotFoundException | ClassCastException other) {
      throw new IllegalArgumentException(
          service.getName() + " is no service: pass an interface of your own to api", other);
    }
  }
}
