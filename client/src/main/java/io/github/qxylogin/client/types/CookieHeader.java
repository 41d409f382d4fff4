package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies of a session, as the value of one {@code Cookie} header. Immutable. Whoever has them
 * is logged in, so {@code toString} tells how many there are and nothing of them. In JSON it is its
 * text, in clear.
 *
 * <p>The text is read as browsers read it: cookies are parted by semicolons, a name ends at the
 * first equals sign, and white space around either is none of it. A piece without an equals sign is
 * a cookie whose name is empty; a blank piece is no cookie.
 */
public final class CookieHeader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No cookie at all: what was not asked for or not answered. */
  public static final CookieHeader NONE = new CookieHeader("");

  /** White space of every script. The look-behind begins a match only where a run of it does. */
  private static final Pattern SPACE_AROUND =
      Pattern.compile("^\\p{javaWhitespace}+|(?<!\\p{javaWhitespace})\\p{javaWhitespace}+\\z");

  private final String header;

  private CookieHeader(String header) {
    this.header = header;
  }

  /** Returns the cookies of a text, whatever it holds. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CookieHeader parse(String header) {
    return new CookieHeader(Objects.requireNonNull(header, "header"));
  }

  /** Returns the text exactly as it was sent, to be sent on. */
  @JsonValue
  public String header() {
    return header;
  }

  /** Returns the value of the first cookie of a name; upper and lower case are different names. */
  public Optional<String> value(String name) {
    return named(name).findFirst();
  }

  /** Returns the values of all cookies of a name, in their order. */
  public List<String> values(String name) {
    return Collections.unmodifiableList(named(name).collect(Collectors.toList()));
  }

  /** Returns the names, each once, in their order. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    cookies().forEach(cookie -> names.add(cookie.getKey()));
    return Collections.unmodifiableSet(names);
  }

  /** Returns whether there is no cookie. */
  public boolean isEmpty() {
    return !cookies().findAny().isPresent();
  }

  private Stream<String> named(String name) {
    Objects.requireNonNull(name, "name");
    return cookies().filter(cookie -> cookie.getKey().equals(name)).map(Map.Entry::getValue);
  }

  /** Returns the cookies: their names and values. */
  private Stream<Map.Entry<String, String>> cookies() {
    return Arrays.stream(header.split(";"))
        .map(CookieHeader::stripped)
        .filter(piece -> !piece.isEmpty())
        .map(CookieHeader::cookie);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CookieHeader && ((CookieHeader) other).header.equals(header);
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }

  @Override
  public String toString() {
    return "CookieHeader[cookies=" + cookies().count() + "]";
  }

  private static String stripped(String text) {
    return SPACE_AROUND.matcher(text).replaceAll("");
  }

  private static Map.Entry<String, String> cookie(String piece) {
    int equals = piece.indexOf('=');
    String name = piece.substring(0, Math.max(equals, 0));
    return new SimpleImmutableEntry<>(stripped(name), stripped(piece.substring(equals + 1)));
  }
}
