package io.github.qxylogin.contract.masking;

import io.github.qxylogin.contract.Contract;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of members and headers whose values must never be shown in clear. */
public final class Redaction {
  /** What stands in place of a sensitive value. */
  public static final String MASK = "██";

  /** Between the parts of a name such as user.password or password[]. */
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");

  private final Set<String> names;
  private final BiPredicate<String, String> others;

  /** Creates the redaction of the names that a contract marks. */
  public Redaction(Contract contract) {
    this(contract, (name, last) -> false);
  }

  /**
   * Creates the redaction of the names that a contract marks, and of others.
   *
   * @param others which other names are sensitive, given a name and its last part in lower case
   */
  public Redaction(Contract contract, BiPredicate<String, String> others) {
    this.others = others;
    names =
        contract.sensitiveNames().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether values of this name must never be shown in clear. */
  public boolean covers(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String[] parts = BETWEEN_PARTS.split(lower);
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    return names.contains(lower) || names.contains(last) || others.test(lower, last);
  }
}
