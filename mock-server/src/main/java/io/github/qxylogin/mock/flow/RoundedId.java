package io.github.qxylogin.mock.flow;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An id that has lost its last digits, since its reader took it for a double, as {@code JSON.parse}
 * of JavaScript does.
 */
public record RoundedId(double value) {
  /** The most digits that JavaScript prints of a double; zeros follow. */
  private static final int DIGITS_OF_A_DOUBLE = 17;

  /** Up to here a double has every whole number. */
  private static final double MAX_EXACT = 1L << 53;

  /** As languages print a double: 1736647432086679600, or 1.7366474320866796E18. */
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,19}(\\.\\d{1,19})?([eE]\\+?\\d{1,2})?");

  /** Reads an id as a double; empty if it is no text of a double above 2^53. */
  public static Optional<RoundedId> of(String id) {
    if (!NUMBER.matcher(id).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(id);
    BigDecimal decimal = new BigDecimal(id).stripTrailingZeros();
    boolean isRounded =
        decimal.precision() <= DIGITS_OF_A_DOUBLE || decimal.compareTo(new BigDecimal(value)) == 0;
    return value > MAX_EXACT && isRounded ? Optional.of(new RoundedId(value)) : Optional.empty();
  }

  /** Returns whether this is an id as a double rounds it. */
  boolean isOf(String id) {
    return NUMBER.matcher(id).matches() && Double.parseDouble(id) == value;
  }
}
