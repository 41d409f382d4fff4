package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Masks secrets of the request and the application in texts. */
public final class SecretMask {
  /**
   * A mobile number or an ID card number: the response to an SMS code may quote those of the
   * request before. A taxpayer number of 18 characters begins with a 9. Digits between letters are
   * part of an id, but in JSON a letter before a number may belong to an escape.
   */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(?:(?<![0-9A-Za-z])|(?<=\\\\[bfnrt]))"
              + "((\\+?86)?1[3-9]\\d{9}|[1-8]\\d{16}[\\dXx])(?![0-9A-Za-z])");

  /**
   * A member of a JSON object anywhere in a text, also of escaped JSON: the escape, name, value,
   * and the bracket of a value.
   */
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\\\\{0,7})\"([^\"\\\\]++)\\1\"\\s*+:\\s*+"
              + "(?=(?:\\1\")?+((?<=\")(?s:.*?(?=(?<!\\\\)\\1\")|.*)|([\\[{])|"
              + "(?!null\\b)[^\\s\",\\]}\\\\]++))");

  /** The backslashes before a character in JSON, nested JSON, or a form. */
  private static final Pattern SLASHES = Pattern.compile("(?:\\\\|%(?:25)?5[Cc]){1,7}+");

  private final ApiContract contract;
  private final List<String> application;

  public SecretMask(ApiContract contract, String... application) {
    this.contract = contract;
    this.application = Arrays.asList(application);
  }

  /** Returns the text with masked secrets of a request; null for null. */
  public @Nullable String mask(@Nullable String text, Request request) {
    return text == null ? null : masked(text, SendGuard.signedOf(request));
  }

  /** Returns the code, masked unless the contract lists it. */
  public @Nullable String maskCode(@Nullable String code, Request request) {
    return code != null && contract.lists(code) ? code : mask(code, request);
  }

  /** Returns the failure; if its stack trace quotes a secret, a masked one without causes. */
  public IOException mask(IOException failed, Request request) {
    StringWriter trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace));
    String text = trace.toString();
    if (text.equals(mask(text, request))) {
      return failed;
    }
    IOException masked = new IOException(mask(failed.getMessage(), request));
    masked.setStackTrace(failed.getStackTrace());
    return masked;
  }

  /** Returns the text of a body with masked sensitive members and quoted secrets. */
  String mask(JsonNode body, Request request) {
    JsonNode masked = body.deepCopy();
    maskMembers(masked, request);
    return masked(masked.toString(), SendGuard.signedOf(request));
  }

  private void maskMembers(JsonNode node, Request request) {
    // Not properties(), which Jackson has only since 2.15.
    for (String name : (Iterable<String>) node::fieldNames) {
      if (isSensitive(name, request) && !node.get(name).isNull()) {
        ((ObjectNode) node).put(name, Password.MASK);
      }
    }
    node.forEach(child -> maskMembers(child, request));
  }

  private String masked(String text, Request request) {
    BitSet hidden = new BitSet();
    Quotes quotes = new Quotes(text);
    forEachSecret(request, secret -> quotes.hide(secret, hidden));
    for (Matcher member = MEMBER.matcher(text); member.find(); ) {
      if (isSensitive(member.group(2), request)) {
        // The end of an array or object is unknown, because the text may be truncated.
        hidden.set(member.start(3), member.group(4) == null ? member.end(3) : text.length());
      }
    }
    for (Matcher number = PERSONAL.matcher(text); number.find(); ) {
      hidden.set(number.start(), number.end());
    }
    StringBuilder masked = new StringBuilder();
    int shown = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(shown)) {
      masked.append(text, shown, start).append(Password.MASK);
      shown = hidden.nextClearBit(start);
    }
    return masked.append(text, shown, text.length()).toString();
  }

  private boolean isSensitive(String name, Request request) {
    CallInfo call = request.tag(CallInfo.class);
    return call == null ? contract.isSensitive(name) : call.isSensitive(name);
  }

  /** Passes clear passwords as buffers, because a String could not be wiped. */
  private void forEachSecret(Request request, Consumer<CharSequence> hide) {
    List<String> secrets = new ArrayList<>(application);
    request.headers().names().stream()
        .filter(name -> isSensitive(name, request))
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    FixedRequestBody body = FixedRequestBody.of(request);
    secrets.addAll(body.passwords().keySet());
    collect(body.json(), false, request, secrets);
    secrets.forEach(hide);
    for (Password password : body.passwords().values()) {
      try {
        String unused =
            password.encryptedBy(
                bytes -> {
                  CharBuffer clear = UTF_8.decode(ByteBuffer.wrap(bytes));
                  hide.accept(clear);
                  Arrays.fill(clear.array(), '\0');
                  return "";
                });
      } catch (IllegalStateException closed) {
        // A closed password has no characters.
      }
    }
  }

  private void collect(JsonNode node, boolean secret, Request request, List<String> secrets) {
    if (secret && (node.isTextual() || node.isNumber())) {
      secrets.add(node.asText());
    }
    for (String name : (Iterable<String>) node::fieldNames) {
      collect(node.get(name), secret || isSensitive(name, request), request, secrets);
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, secret, request, secrets));
    }
  }

  /** Finds secrets in a text: plain, or escaped as JSON or as a form. */
  private static final class Quotes {
    private final String text;
    private final Matcher slashes;

    /** Whether the text may contain escaped characters. */
    private final boolean escaped;

    Quotes(String text) {
      this.text = text;
      slashes = SLASHES.matcher(text);
      escaped = text.chars().anyMatch(character -> "\\%+".indexOf(character) >= 0);
    }

    /** Hides all occurrences of a secret, ignoring case, unless it is blank. */
    void hide(CharSequence secret, BitSet hidden) {
      if (secret.chars().allMatch(character -> character <= ' ')) {
        return;
      }
      Map<Integer, String[]> forms = new HashMap<>();
      String[] first = forms(secret, 0);
      for (int start = 0; start < text.length(); start++) {
        for (String form : first) {
          if (matchesAt(start, form)) {
            hidden.set(start, Math.max(start, end(start, secret, forms)));
          }
        }
      }
    }

    /**
     * Returns the end of a secret that starts at an index; -1 if there is none. Each character may
     * have any of its forms, with or without backslashes before it.
     *
     * @param cache the forms by their indexes in the secret
     */
    private int end(int start, CharSequence secret, Map<Integer, String[]> cache) {
      Set<Integer> ends = Collections.singleton(start);
      for (int i = 0; i < secret.length() && !ends.isEmpty(); ) {
        String[] forms = cache.computeIfAbsent(i, at -> forms(secret, at));
        i = Character.offsetByCodePoints(secret, i, 1);
        Set<Integer> next = new HashSet<>();
        for (int at : ends) {
          addEnds(at, forms, next);
          if (escaped && slashes.region(at, text.length()).lookingAt()) {
            addEnds(slashes.end(), forms, next);
          }
        }
        ends = next;
      }
      return ends.isEmpty() ? -1 : Collections.max(ends);
    }

    private void addEnds(int at, String[] forms, Set<Integer> ends) {
      for (String form : forms) {
        if (matchesAt(at, form)) {
          ends.add(at + form.length());
        }
      }
    }

    private boolean matchesAt(int at, String form) {
      return text.regionMatches(true, at, form, 0, form.length());
    }

    /** Returns a character plain, escaped in JSON, in a form, and in a nested form. */
    private String[] forms(CharSequence secret, int index) {
      String character = new String(Character.toChars(Character.codePointAt(secret, index)));
      if (!escaped) {
        return new String[] {character};
      }
      int control = " \b\t\n\f\r".indexOf(character);
      ByteString units = ByteString.encodeString(character, UTF_16BE);
      String form = ByteString.encodeUtf8(character).hex().replaceAll("..", "%$0");
      return new String[] {
        character,
        control < 0 ? character : "+btnfr".substring(control, control + 1),
        units.hex().replaceAll("....", "\\\\u$0").substring(1),
        form,
        form.replace("%", "%25")
      };
    }
  }
}
