package io.github.qxylogin.client.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a method of a Retrofit interface what only its author knows. Of an operation that the
 * contract describes the contract decides {@link #idempotent} and {@link #success}.
 *
 * <p>On a path outside the contract the codes 4999, 8888 and 8000 are a {@code
 * SessionExpiredException}. Other codes of 4xxx and 8xxx are a {@code DeclinedException}, unless
 * the code catalogue calls them a parameter error.
 *
 * <pre>{@code
 * interface InvoiceApi {
 *   @CallOptions(idempotent = true, success = "SUCCESS", timeout = "PT30S")
 *   @POST("v2/public/invoice/query")
 *   QixiangyunCall<Invoices> query(@Body InvoiceQuery query);
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CallOptions {
  /**
   * Whether the call may be sent again after the platform may have acted on it: true if it only
   * reads. It has the client's {@code callTimeout} then, and its {@code attemptTimeout}.
   */
  boolean idempotent() default false;

  /** The codes that mean success, beside those of the contract. */
  String[] success() default {};

  /**
   * The names of secret members and headers, in any case, beside those of the contract: logs and
   * exceptions mask their values.
   */
  String[] sensitive() default {};

  /** The time of the call in ISO 8601, in place of the client's, such as {@code PT30S}. */
  String timeout() default "";
}
