package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Family;

/** The platform or the bureau failed, or answered a code of no documented family. */
public final class PlatformException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final Family family;

  PlatformException(Failure failure) {
    super(failure, "Quote the reqId to the vendor's support.");
    family = failure.family();
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static PlatformException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static PlatformException of(ExceptionDetails details) {
    return of(details, Family.UNKNOWN);
  }

  /**
   * Returns one of a family that is a failure, for a test of code that catches it.
   *
   * @throws IllegalArgumentException if the family is of success, or has an exception of its own
   */
  public static PlatformException of(ExceptionDetails details, Family family) {
    if (!ErrorMapper.FAILURES.contains(family)) {
      throw new IllegalArgumentException(
          family.key() + " is no failure of the platform: give one of " + ErrorMapper.FAILURES);
    }
    return new PlatformException(details.failure(family));
  }

  /** Returns the family of the code: of the system, of encryption, or unknown. */
  public Family family() {
    return family;
  }

  @Override
  PlatformException again() {
    return new PlatformException(failure());
  }
}
