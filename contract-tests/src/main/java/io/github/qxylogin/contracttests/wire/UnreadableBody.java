package io.github.qxylogin.contracttests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Redaction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body that is no JSON in UTF-8.
 *
 * @param size how many bytes it has
 * @param form its charset, whether it begins with a byte order mark, and line and column of the
 *     syntax error
 * @param text its first characters, in clear
 */
public record UnreadableBody(int size, String form, String text) {
  private static final int LONGEST_SHOWN = 200;
  private static final int LONGEST_KEPT = 4_096;
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final Pattern CHARSET =
      Pattern.compile("(?i).*charset=\"?([\\w.:-]{1,40}).*", Pattern.DOTALL);

  /** In JSON each text that is no member's name, in markup each value of an attribute. */
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"(?=\\s*:)|\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*'?");

  private static final Pattern PARAMETER = Pattern.compile("(?<=[\\w-]=)[^\\s\"'&;<>]+");
  private static final Pattern NUMBER = Pattern.compile("[\\w+/.*-]*\\d{4}[\\w+/.*-]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,39}");

  static UnreadableBody of(String contentType, byte[] bytes) {
    byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_KEPT));
    Matcher declared = CHARSET.matcher(contentType);
    String charset = isUtf8(bytes) ? "UTF-8" : declared.matches() ? declared.group(1) : "no UTF-8";
    StringBuilder form = new StringBuilder(charset);
    if (bytes.length >= BOM.length && Arrays.equals(Arrays.copyOf(bytes, BOM.length), BOM)) {
      form.append(", BOM");
    }
    String text = new String(start, charset(charset));
    JsonText.errorIn(new String(bytes, charset(charset)))
        .ifPresent(at -> form.append(", ").append(at));
    return new UnreadableBody(bytes.length, form.toString(), text);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return Charset.forName("GB18030");
    }
  }

  /**
   * Returns the first characters without values: quoted texts, parameters and long numbers are
   * masked.
   *
   * @param clean masks known secrets
   */
  public String shown(UnaryOperator<String> clean) {
    String masked =
        QUOTED
            .matcher(clean.apply(text))
            .replaceAll(
                quoted -> {
                  String name = quoted.group(1);
                  boolean shown = name != null && NAME.matcher(name).matches();
                  return Matcher.quoteReplacement(
                      shown ? quoted.group() : "\"" + Redaction.MASK + "\"");
                });
    masked = PARAMETER.matcher(masked).replaceAll(Redaction.MASK);
    masked = NUMBER.matcher(masked).replaceAll(Redaction.MASK).replaceAll("\\s+", " ");
    return masked.length() <= LONGEST_SHOWN ? masked : masked.substring(0, LONGEST_SHOWN) + "…";
  }

  /** Hides the text, which may hold secrets. */
  @Override
  public String toString() {
    return size + " bytes that are no JSON (" + form + ")";
  }
}
