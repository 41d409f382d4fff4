package io.github.qxylogin.contracttests.run;

import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import java.util.Locale;

/** What has to be given or allowed for a check to be made on a real target. */
public enum Tier {
  /** Nothing but credentials, and a taxpayer's values. */
  READ_ONLY,
  /** {@code --allow-side-effects}. */
  SIDE_EFFECTS,
  /** The code of an SMS too. */
  INTERACTIVE,
  /** {@code --allow-failed-logins}. */
  FAILED_LOGINS;

  public static Tier of(Check check) {
    if (check.needs(Need.FAILED_LOGIN)) {
      return FAILED_LOGINS;
    }
    if (check.needs(Need.SMS_CODE)) {
      return INTERACTIVE;
    }
    return check.effect() == Effect.NONE ? READ_ONLY : SIDE_EFFECTS;
  }

  /** Returns its name in a list, such as {@code read-only}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
