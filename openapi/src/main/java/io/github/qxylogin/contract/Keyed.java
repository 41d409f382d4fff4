package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A value that the contract spells in lower case with hyphens. */
public interface Keyed {
  /** Returns the name of the constant. */
  String name();

  /** Returns the spelling of the contract, such as {@code task-ended}. */
  @JsonValue
  default String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
