package io.github.qxylogin.contracttests.text;

import io.github.qxylogin.mock.http.NearestName;
import java.util.Collection;

/** Finds the name that was probably meant by a mistyped one. */
public final class Nearest {
  private Nearest() {}

  /** Returns a question with the nearest name, for the end of a message; empty if none is near. */
  public static String question(String wrong, Collection<String> names) {
    return NearestName.of(wrong, names).map(": did you mean %s?"::formatted).orElse("");
  }
}
