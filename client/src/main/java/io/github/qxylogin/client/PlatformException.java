package io.github.qxylogin.client;

import io.github.qxylogin.contract.Family;

/** The platform or the bureau failed, or answered a code of no documented family. */
public final class PlatformException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final Family family;

  PlatformException(Failure failure) {
    super(failure, "Quote the reqId to the vendor's support.");
    family = failure.family();
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
