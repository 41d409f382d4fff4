package io.github.qxylogin.contracttests.judge;

import io.github.qxylogin.contracttests.text.Masking;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something about an answer that is not as the contract has it.
 *
 * @param place a pointer into the answer's body, or what else of the answer is meant
 * @param difference what kind of difference it is, which tells whether it fails the check
 * @param problem what was wanted and what came; holds no secret
 */
public record Finding(String place, Difference difference, String problem) {
  private static final Pattern MORE = Pattern.compile(" \\(and (\\d{1,9}) more\\)$");

  /** The less breaks, the less is found. */
  public static final Comparator<List<Finding>> FEWEST =
      Comparator.<List<Finding>>comparingLong(
              findings -> findings.stream().filter(Finding::breaking).count())
          .thenComparingInt(List::size);

  /** Returns the same without secrets. */
  public Finding cleaned(Masking masking) {
    return new Finding(masking.cleanPlace(place), difference, masking.clean(problem));
  }

  /** Returns the same, which stands for more that are alike. */
  Finding andMore(int more) {
    return new Finding(place, difference, problem + " (and " + more + " more)");
  }

  /** Returns the problem without the number of those that are alike. */
  public String ownProblem() {
    return MORE.matcher(problem).replaceFirst("");
  }

  /** Returns for how many more that are alike it stands. */
  public int more() {
    Matcher more = MORE.matcher(problem);
    return more.find() ? Integer.parseInt(more.group(1)) : 0;
  }

  public boolean breaking() {
    return difference.breaking();
  }

  @Override
  public String toString() {
    return place + ": " + problem;
  }
}
