package io.github.qxylogin.client.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Options of a method of your own Retrofit interface. For an operation of the contract, the
 * contract decides {@link #idempotent} and {@link #success}.
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
   * Whether the call may be sent again although the platform may have acted, such as a query. The
   * client's {@code callTimeout} and {@code attemptTimeout} then apply.
   */
  boolean idempotent() default false;

  /** Success codes, in addition to those of the contract. */
  String[] success() default {};

  /**
   * Names of secret members and headers, in any case, in addition to those of the contract. Logs
   * and exceptions mask their values.
   */
  String[] sensitive() default {};

  /** The timeout of the call in ISO 8601, such as {@code PT30S}. Default: the client's. */
  String timeout() default "";
}
