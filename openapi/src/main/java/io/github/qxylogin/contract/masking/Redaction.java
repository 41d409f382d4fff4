package io.github.qxylogin.contract.masking;

import io.github.qxylogin.contract.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of sensitive members and headers; their values are never shown. */
public final class Redaction {
  /** Replaces a sensitive value. */
  public static final String MASK = "██";

  /** Between the parts of a name such as user.password or password[]. */
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");

  /** The names of all operations are some three hundred. */
  private static final int MOST_REMEMBERED = 1_000;

  private static final int LONGEST_REMEMBERED = 64;

  private final Set<String> names;
  private final BiPredicate<String, String> others;

  /** Whether a name is covered, since the same few names come again and again. */
  private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

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
    Boolean before = remembered.get(name);
    if (before != null) {
      return before;
    }
    boolean covered = matches(name);
    if (remembered.size() < MOST_REMEMBERED && name.length() <= LONGEST_REMEMBERED) {
      remembered.put(name, covered);
    }
    return covered;
  }

  private boolean matches(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String last = BETWEEN_PARTS.splitAsStream(lower).reduce((before, part) -> part).orElse("");
    return names.contains(lower) || names.contains(last) || others.test(lower, last);
  }
}
