package io.github.qxylogin.contracttests.text;

/**
 * A text for people.
 *
 * @param shown the text in the language that a report is in
 * @param other the same in the other language, which a page can switch to
 */
public record Text(String shown, String other) {

  /** Returns whether there is nothing to switch, as in names and numbers. */
  public boolean same() {
    return shown.equals(other);
  }

  @Override
  public String toString() {
    return shown;
  }
}
