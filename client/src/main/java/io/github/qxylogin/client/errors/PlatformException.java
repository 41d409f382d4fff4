package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.util.EnumSet;
import java.util.Set;

/** The platform or the bureau failed, or answered a code of no documented family. */
public final class PlatformException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private static final Set<Family> FAMILIES =
      EnumSet.of(Family.SYSTEM, Family.ENCRYPTION, Family.UNKNOWN);

  private final Family family;

  PlatformException(ExceptionDetails details, Family family) {
    super(details, family, "Quote the reqId to the vendor's support.");
    this.family = family;
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
    if (!isOf(family)) {
      throw new IllegalArgumentException(
          family.key() + " is no failure of the platform: give one of " + FAMILIES);
    }
    return new PlatformException(details, family);
  }

  /** Returns whether a code of a family comes as this exception. */
  public static boolean isOf(Family family) {
    return FAMILIES.contains(family);
  }

  /** Returns the family of the code: of the system, of encryption, or unknown. */
  public Family family() {
    return family;
  }
}
