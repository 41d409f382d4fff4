package io.github.qxylogin.mock.http;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.text.HasText;
import io.github.qxylogin.mock.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** A caller of the control API or of the Java API has sent a value that the mock cannot take. */
public final class InvalidValueException extends IllegalArgumentException implements HasText {
  private static final long serialVersionUID = 1;

  /** Nobody misspells a longer name, and a part of it may be a secret that the journal misses. */
  private static final int LONGEST_QUOTED = 100;

  /** In any script, without blanks. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,64}");

  private final transient Message text;
  private final transient List<String> available;

  private InvalidValueException(Message text, List<String> available) {
    super(text.toString());
    this.text = text;
    this.available = available;
  }

  public static InvalidValueException of(String key, Object... arguments) {
    return new InvalidValueException(Message.of(key, arguments), List.of());
  }

  /** Throws this unless a condition holds. */
  public static void check(boolean holds, String key, Object... arguments) {
    if (!holds) {
      throw of(key, arguments);
    }
  }

  /**
   * Throws this unless a path and a header can contain the name.
   *
   * @param kind the key of the named object's kind
   */
  public static void checkName(String kind, String name) {
    check(name != null && NAME.matcher(name).matches(), "value.no-name", Message.of(kind));
  }

  /** Returns the same, with the place of the value in a larger body; none is the body itself. */
  public InvalidValueException at(String place) {
    return place.isEmpty()
        ? this
        : new InvalidValueException(Message.of("value.at", place, text), available);
  }

  /**
   * Returns the exception for an unknown name. Its text lists the valid names.
   *
   * @param key the key of the message before the list
   * @param given the name, the last argument of the message
   * @param place its other arguments
   */
  public static InvalidValueException unknown(
      String key, String given, Collection<String> known, Object... place) {
    List<Object> arguments = new ArrayList<>(List.of(place));
    arguments.add(quoted(given));
    Message sentence = Message.of(key, arguments.toArray());
    Message suggested =
        NearestName.of(given, known)
            .map(nearest -> Message.of("name.suggested", sentence, nearest))
            .orElse(sentence);
    Message listed = Message.of("name.available", suggested, String.join(", ", known));
    return new InvalidValueException(listed, List.copyOf(known));
  }

  /** Returns a caller's text as messages quote it: the whole text, or none of it. */
  public static String quoted(String given) {
    return given.length() > LONGEST_QUOTED ? "..." : given;
  }

  /** Returns the operation of an id, or throws this. */
  public static Operation operation(String id, Contract contract) {
    List<String> ids = contract.operations().stream().map(Operation::id).toList();
    if (!ids.contains(id)) {
      throw unknown("name.no-operation", id, ids);
    }
    return contract.operation(id);
  }

  @Override
  public Message text() {
    return text;
  }

  /** Returns the valid names, if the value is an unknown name. */
  public List<String> available() {
    return available;
  }
}
