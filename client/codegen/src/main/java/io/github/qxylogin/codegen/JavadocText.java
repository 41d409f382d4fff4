package io.github.qxylogin.codegen;

import io.github.qxylogin.contract.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts the contract's bilingual Markdown texts to Javadoc or Java literals. */
final class JavadocText {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern BOTH =
      Pattern.compile(".*?\\p{IsHan}.*? / (?=\\p{ASCII})", Pattern.DOTALL);

  private JavadocText() {}

  /** Returns the English half of a text, or all of it if it has no halves. */
  static String english(@Nullable String text) {
    String all = text == null ? "" : text.strip();
    Matcher chinese = BOTH.matcher(all);
    return chinese.lookingAt() ? all.substring(chinese.end()) : all;
  }

  /** Returns the first sentence of the English half, with a full stop; "" if there is none. */
  static String sentence(@Nullable String text) {
    String english = english(text).replaceAll("\\s+", " ");
    int end = english.indexOf(". ");
    String first = end < 0 ? english : english.substring(0, end + 1);
    return first.isEmpty() || first.endsWith(".") ? html(first) : html(first) + ".";
  }

  /** Returns the paragraphs of the English half. */
  static List<String> paragraphs(@Nullable String text) {
    return Arrays.stream(english(text).split("\\n\\s*\\n"))
        .map(paragraph -> html(paragraph.strip().replaceAll("\\s+", " ")))
        .filter(paragraph -> !paragraph.isEmpty())
        .toList();
  }

  /** Returns the source of a statement. */
  static String evidence(Evidence evidence) {
    String source =
        switch (evidence) {
          case UPLOAD_PAGE -> "the page of uploadSmsCode in the older edition (适配版本)";
          case OLDER_EDITION -> "another page of the older edition (适配版本)";
          case OLDER_MODULE -> "a page of 登录业务（旧版） in the newer edition";
          case GUIDE -> "a guide page";
          case NEWER_MODULE -> "a page of 登录业务（新）";
          case NEWER_GUIDE -> "a guide or FAQ page of 登录业务（新）";
          case ORDER_PAGE -> "a page of 产品订购";
          case NUMBER_PAGE -> "a page of 办税小号业务";
          case NOTICE_PAGE -> "a page about notices or callbacks";
          case CLIENT_CODE -> "public client code, no page";
          case ASSUMED -> "an assumption of this project";
        };
    return "Evidence: <code>" + evidence.key() + "</code>, " + source + ".";
  }

  /** Escapes a text, so that it cannot end the comment, nor be a tag of Javadoc or HTML. */
  static String html(String text) {
    String plain =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("*/", "*&#47;")
            .replace("@", "&#64;")
            .replace("\\", "&#92;");
    return CODE.matcher(plain).replaceAll("<code>$1</code>");
  }

  /** Returns a text as a Java literal. */
  static String literal(@Nullable String text) {
    StringBuilder java = new StringBuilder("\"");
    String all = text == null ? "" : text;
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      switch (c) {
        case '"', '\\' -> java.append('\\').append(c);
        default -> java.append(c < ' ' ? "\\u%04x".formatted((int) c) : "" + c);
      }
    }
    return java.append('"').toString();
  }
}
