package io.github.qxylogin.spring;

import org.jspecify.annotations.Nullable;

/** Tells the libraries that Boot 2.7 holds back from those that anybody else has mixed up. */
final class OldLibrary {
  private OldLibrary() {}

  /** Returns whether a class or member of Kotlin or Jackson is missing. */
  static boolean isMissedBy(LinkageError error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError && isHeldBack(missing(cause.getMessage()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHeldBack(String name) {
    return name.startsWith("kotlin/") || name.startsWith("com/fasterxml/");
  }

  /**
   * Returns what a JVM's message names, such as {@code kotlin/enums/EnumEntriesKt} or {@code 'void
   * kotlin.A.b(int)'}: what stands before arguments and remarks, without the type it returns.
   */
  private static String missing(@Nullable String message) {
    if (message == null) {
      return "";
    }
    String named = message.replaceAll("[(\\[].*", "").trim();
    return named
        .substring(Math.max(named.lastIndexOf(' '), named.lastIndexOf('\'')) + 1)
        .replace('.', '/');
  }
}
