package io.github.qxylogin.client;

/**
 * The request is well formed and the platform declines it, or the product is not bound or used up.
 */
public final class DeclinedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  DeclinedException(Failure failure) {
    super(failure, "See the account and its products in the vendor's console.");
  }

  @Override
  DeclinedException again() {
    return new DeclinedException(failure());
  }
}
