package io.github.qxylogin.contracttests.text;

import io.github.qxylogin.mock.http.NearestName;
import java.util.Collection;

/** Finds the name that somebody may have meant who wrote another one. */
public final class Nearest {
  private Nearest() {}

  /** Returns a question that names what is nearest, to be put behind a message; or nothing. */
  public static String question(String wrong, Collection<String> names) {
    return NearestName.of(wrong, names).map(": did you mean %s?"::formatted).orElse("");
  }
}
