package io.github.qxylogin.contracttests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists the names, path segments, texts and words of the contract. They identify no one; any other
 * text may.
 */
public final class ContractWords {
  private static final Pattern WORD =
      Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}_&&[^\\p{IsHan}]]+");

  /** Words without a meaning of their own, allowed beside any word. */
  private static final String PARTICLES = "的了已未不请在被与和或及有无是为该此您";

  private static final Pattern MASKS = Pattern.compile("(" + Redaction.MASK + ")+");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\p{Nd}{1,3}");

  private final Set<String> members = new HashSet<>();
  private final Set<String> texts = new HashSet<>();

  /** Of Chinese, each pair of neighbours; of other scripts, each word. */
  private final Set<String> words = new HashSet<>();

  public static ContractWords of(Contract contract) {
    return contract.derived(ContractWords.class, ContractWords::new);
  }

  private ContractWords(Contract contract) {
    describe(contract.document());
    for (Operation operation : contract.operations()) {
      operation.codes().all().forEach(code -> texts.add(code.chinese()));
      for (Case documented : operation.cases()) {
        collect(documented.response());
        Envelope.TEXTS.forEach(name -> texts.add(documented.response().path(name).asText()));
        operation
            .texts()
            .forEach(name -> texts.addAll(documented.response().findValuesAsText(name)));
      }
      for (Code.ErrorResponse response : contract.codes().responses()) {
        texts.add(response.message());
        operation.fields().forEach(field -> texts.add(response.message(field.name())));
      }
    }
    contract.codes().all().forEach(code -> texts.add(code.chinese()));
  }

  private void describe(JsonNode node) {
    node.path("properties").fieldNames().forEachRemaining(members::add);
    node.fieldNames().forEachRemaining(this::learn);
    if (node.isTextual()) {
      learn(node.textValue());
    }
    node.forEach(this::describe);
  }

  private void collect(JsonNode node) {
    node.fieldNames().forEachRemaining(members::add);
    node.forEach(this::collect);
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

  public boolean hasMember(String name) {
    return members.contains(name);
  }

  public boolean hasText(String text) {
    return texts.contains(text);
  }

  /** Returns a text with a mask in place of each word that is not the contract's. */
  String shown(String text) {
    return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(shownWord(word.group())));
  }

  /** Masks a Chinese character that makes no known pair with its neighbours. */
  private String shownWord(String word) {
    if (!isHan(word)) {
      boolean shown = words.contains(word) || SHORT_NUMBER.matcher(word).matches();
      return shown ? word : Redaction.MASK;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      String character = word.substring(i, i + 1);
      boolean known = PARTICLES.contains(character) || isPair(word, i - 1) || isPair(word, i);
      shown.append(known ? character : Redaction.MASK);
    }
    return MASKS.matcher(shown).replaceAll(Redaction.MASK);
  }

  private boolean isPair(String word, int at) {
    return at >= 0 && at + 2 <= word.length() && words.contains(word.substring(at, at + 2));
  }
}
