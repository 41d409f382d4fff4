package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Redaction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the contract's own texts. Whatever else stands in a text for people may be
 * somebody's name: of Chinese, each character that makes no pair of the contract's with its
 * neighbours; of other scripts, each word.
 */
final class KnownWords {
  private static final Pattern WORD =
      Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}_&&[^\\p{IsHan}]]+");

  /** Say nothing by themselves, and stand beside any word. */
  private static final String PARTICLES = "的了已未不请在被与和或及有无是为该此您";

  private static final Pattern SHORT_NUMBER = Pattern.compile("\\p{Nd}{1,3}");

  private final Set<String> words = new HashSet<>();

  KnownWords(Contract contract) {
    learn(contract.document());
  }

  private void learn(JsonNode node) {
    node.fieldNames().forEachRemaining(this::learn);
    if (node.isTextual()) {
      learn(node.textValue());
    }
    node.forEach(this::learn);
  }

  private void learn(String text) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (isHan(word.group())) {
        for (int i = 0; i + 2 <= word.group().length(); i++) {
          words.add(word.group().substring(i, i + 2));
        }
      } else {
        words.add(word.group());
      }
    }
  }

  private static boolean isHan(String word) {
    return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  /** Returns a text with a mask in place of each word that is not the contract's. */
  String shown(String text) {
    return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(shownWord(word.group())));
  }

  private String shownWord(String word) {
    if (!isHan(word)) {
      boolean shown = words.contains(word) || SHORT_NUMBER.matcher(word).matches();
      return shown ? word : Redaction.MASK;
    }
    boolean[] known = new boolean[word.length()];
    for (int i = 0; i < word.length(); i++) {
      known[i] |= PARTICLES.indexOf(word.charAt(i)) >= 0;
      if (i + 2 <= word.length() && words.contains(word.substring(i, i + 2))) {
        Arrays.fill(known, i, i + 2, true);
      }
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      if (known[i]) {
        shown.append(word.charAt(i));
      } else if (i == 0 || known[i - 1]) {
        shown.append(Redaction.MASK);
      }
    }
    return shown.toString();
  }
}
