package io.github.qxylogin.contracttests.text;

import io.github.qxylogin.contract.Keyed;
import java.util.Locale;

/**
 * A language that reports are in. All texts are written in English, where they come from, and put
 * into Chinese where it leaves, by {@code zh.json}.
 */
public enum Language implements Keyed {
  EN("English"),
  ZH("中文");

  /** Separates the two languages of a summary in the contract: Chinese comes first. */
  private static final String BOTH = " / ";

  private final String nameInItself;

  Language(String nameInItself) {
    this.nameInItself = nameInItself;
  }

  /** Returns the language of a locale: Chinese, or else English. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("zh") ? ZH : EN;
  }

  /** Returns the key: the command line lists the allowed values by it. */
  @Override
  public String toString() {
    return key();
  }

  /** Returns its name in the language itself. */
  public String nameInItself() {
    return nameInItself;
  }

  /** Returns a text in this language; a text without translation stays English. */
  public String of(String english) {
    return this == ZH ? Texts.CHINESE.of(english) : english;
  }

  /** Returns a text in this language, and in the other one. */
  public Text text(String english) {
    return text(english, ZH.of(english));
  }

  /** Returns a summary of the contract, which is in both languages, or in one alone. */
  public Text summary(String both) {
    int end = both.indexOf(BOTH);
    return end < 0
        ? text(both, both)
        : text(both.substring(end + BOTH.length()), both.substring(0, end));
  }

  private Text text(String english, String chinese) {
    return this == ZH ? new Text(chinese, english) : new Text(english, chinese);
  }

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
  }

  /** Read at its first use. */
  private static final class Texts {
    private static final Translation CHINESE = Translation.of(Language.class, "zh.json");
  }
}
