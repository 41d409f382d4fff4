package io.github.qxylogin.mock.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in another language. A text is known again by its English form, a member's name in a JSON
 * document, so that who words it need not know of this; what is not there stays English.
 */
public final class Translation {
  /** Longer than any text of one's own that is filled in. */
  private static final int LONGEST_FILLED_IN = 1_000;

  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

  /** What says most comes first, since another may fit as well. */
  private final List<Form> forms;

  private Translation(Map<String, String> texts) {
    forms =
        texts.entrySet().stream()
            .map(Form::of)
            .sorted(Comparator.comparingInt(Form::length).reversed())
            .toList();
  }

  /** Reads the document of that name that lies beside a class. */
  public static Translation of(Class<?> beside, String name) {
    try (InputStream texts = beside.getResourceAsStream(name)) {
      return new Translation(
          new ObjectMapper().readValue(texts, new TypeReference<Map<String, String>>() {}));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns a text in the other language, and in it what is filled in, if that is a text too. */
  public String of(String english) {
    for (Form form : forms) {
      Optional<List<String>> gaps = form.gaps(english);
      if (gaps.isPresent()) {
        return form.translated(gaps.get().stream().map(this::filledIn).toList());
      }
    }
    return english;
  }

  /** What is long is a list of names, or chosen by a caller; what is quoted, a value. */
  private String filledIn(String english) {
    return english.length() > LONGEST_FILLED_IN || english.startsWith("\"") ? english : of(english);
  }

  /**
   * A text with gaps.
   *
   * @param english what stands around the gaps, which are numbered as they follow one another
   * @param other the same text, with the numbers of the gaps
   */
  private record Form(List<String> english, String other) {
    static Form of(Map.Entry<String, String> pair) {
      return new Form(List.of(GAP.split(pair.getKey(), -1)), pair.getValue());
    }

    int length() {
      return english.stream().mapToInt(String::length).sum();
    }

    /**
     * Returns what fills the gaps, none of which is empty, if a text has this form. Each part is
     * looked for once, where it comes first: a text that has the form at all has it so, and to try
     * all other places would take ages.
     */
    Optional<List<String>> gaps(String text) {
      int last = english.size() - 1;
      int end = text.length() - english.get(last).length();
      if (last == 0 ? !text.equals(english.get(0)) : !isAround(text, end)) {
        return Optional.empty();
      }
      List<String> gaps = new ArrayList<>();
      int begin = english.get(0).length();
      for (int i = 1; i <= last; i++) {
        int next = i == last ? end : text.indexOf(english.get(i), begin + 1);
        if (next <= begin || next > end) {
          return Optional.empty();
        }
        gaps.add(text.substring(begin, next));
        begin = next + english.get(i).length();
      }
      return Optional.of(gaps);
    }

    private boolean isAround(String text, int end) {
      return text.startsWith(english.get(0))
          && text.startsWith(english.get(english.size() - 1), end);
    }

    String translated(List<String> gaps) {
      return GAP.matcher(other)
          .replaceAll(gap -> Matcher.quoteReplacement(gaps.get(Integer.parseInt(gap.group(1)))));
    }
  }
}
