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
 * The cookies of a session as the value of one {@code Cookie} header. Immutable. They grant access
 * to the session, so {@code toString} shows only their number. Its JSON is the text in clear.
 *
 * <p>The text is parsed as in browsers: semicolons separate cookies, the first equals sign ends a
 * name, and surrounding white space is ignored. A piece without an equals sign is a cookie with an
 * empty name; a blank piece is no cookie.
 */
public final class CookieHeader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No cookies: they were not requested or not returned. */
  public static final CookieHeader NONE = new CookieHeader("");

  /** White space of every script. The look-behind avoids quadratic time in long runs of it. */
  private static final Pattern SPACE_AROUND =
      Pattern.compile("^\\p{javaWhitespace}+|(?<!\\p{javaWhitespace})\\p{javaWhitespace}+\\z");

  private final String header;

  private CookieHeader(String header) {
    this.header = header;
  }

  /** Returns the cookies of any text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CookieHeader parse(String header) {
    return new CookieHeader(Objects.requireNonNull(header, "header"));
  }

  /** Returns the text exactly as received. */
  @JsonValue
  public String header() {
    return header;
  }

  /** Returns the value of the first cookie of a name; names are case-sensitive. */
  public Optional<String> value(String name) {
    return named(name).findFirst();
  }

  /** Returns the values of all cookies of a name, in order. */
  public List<String> values(String name) {
    return Collections.unmodifiableList(named(name).collect(Collectors.toList()));
  }

  /** Returns the distinct names, in order. */
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

  /** Returns names and values. */
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
