package io.github.qxylogin.mock.flow;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is left of an id that somebody has read as a double.
 *
 * @param value the double
 */
record RoundedId(double value) {
  /** So many tell a double from all others: JavaScript prints no more, and zeros after them. */
  private static final int DIGITS = 17;

  private static final Pattern NUMBER = Pattern.compile("[0-9.eE+]{1,32}");

  /** Returns what is left of an id, if it is a number. */
  static Optional<RoundedId> of(String id) {
    if (!NUMBER.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RoundedId(Double.parseDouble(id)));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** Returns whether an id has the digits that are printed of the double: so many, or all. */
  boolean isPrintedAs(String id) {
    BigDecimal printed = new BigDecimal(id).stripTrailingZeros();
    return printed.precision() <= DIGITS || printed.compareTo(new BigDecimal(value)) == 0;
  }
}
