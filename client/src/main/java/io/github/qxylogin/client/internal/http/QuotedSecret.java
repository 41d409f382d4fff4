package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A secret in one of the forms in which a text may quote it. It is quoted a character at a time, so
 * that there is no String of a secret that is none.
 */
final class QuotedSecret {
  private static final List<UnaryOperator<String>> BARE =
      Collections.singletonList(UnaryOperator.identity());

  /** A text may quote a secret out of JSON or a form, and be part of JSON itself. */
  private static final List<UnaryOperator<String>> FORMS =
      Arrays.asList(
          UnaryOperator.identity(),
          QuotedSecret::escaped,
          QuotedSecret::slashed,
          character -> escaped(escaped(character)),
          character -> escaped(slashed(character)),
          QuotedSecret::urlEncoded);

  /** Reads the same in JSON and in a form, and quotes nothing that does not. */
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z._-]*+");

  private final CharSequence secret;
  private final UnaryOperator<String> form;
  private final String first;

  private QuotedSecret(CharSequence secret, UnaryOperator<String> form) {
    this.secret = secret;
    this.form = form;
    first = quoted(0);
  }

  /** Returns the forms of a secret that a text may have. */
  static Stream<QuotedSecret> in(String text, CharSequence secret) {
    boolean bare = PLAIN.matcher(text).matches() || PLAIN.matcher(secret).matches();
    return (bare ? BARE : FORMS).stream().map(form -> new QuotedSecret(secret, form));
  }

  /** Returns where the secret ends if it starts at an index of a text, in any case; else -1. */
  int end(String text, int start) {
    if (!text.regionMatches(true, start, first, 0, first.length())) {
      return -1;
    }
    int end = start;
    for (int i = 0; i < secret.length(); i = Character.offsetByCodePoints(secret, i, 1)) {
      String character = quoted(i);
      if (!text.regionMatches(true, end, character, 0, character.length())) {
        return -1;
      }
      end += character.length();
    }
    return end;
  }

  private String quoted(int index) {
    return form.apply(new String(Character.toChars(Character.codePointAt(secret, index))));
  }

  private static String escaped(String character) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(character));
  }

  private static String slashed(String character) {
    return escaped(character).replace("/", "\\/");
  }

  private static String urlEncoded(String character) {
    try {
      return URLEncoder.encode(character, UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
