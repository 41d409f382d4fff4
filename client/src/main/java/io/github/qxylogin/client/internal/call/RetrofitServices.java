package io.github.qxylogin.client.internal.call;

import retrofit2.Retrofit;

/**
 * Creates services. Retrofit runs default methods instead of sending requests, so it gets generated
 * subinterfaces that override all of them.
 */
public final class RetrofitServices {
  private static final String PREFIX = RetrofitServices.class.getPackage().getName() + ".Retrofit";

  private RetrofitServices() {}

  /**
   * Returns a service.
   *
   * @throws IllegalArgumentException if the type is no service
   */
  public static <S> S create(Retrofit retrofit, Class<S> service) {
    try {
      return retrofit.create(Class.forName(PREFIX + service.getSimpleName()).asSubclass(service));
    } catch (ClassNotFoundException | ClassCastException other) {
      throw new IllegalArgumentException(
          service.getName() + " is no service: pass your own interface to api", other);
    }
  }
}
