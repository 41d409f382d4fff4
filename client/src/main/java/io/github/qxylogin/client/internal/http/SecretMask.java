package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Masks the secrets of a request and of the application in the platform's texts. */
public final class SecretMask {
  /** Two full blocks, which no value has. */
  public static final String TEXT = "██";

  /**
   * A mobile number, or the number of an ID card: the response to an SMS code may quote those of
   * the request before it. A taxpayer number of 18 characters begins with a 9, and digits between
   * letters are part of an id.
   */
  private static final Pattern PERSONAL =
      Pattern.compile("(?<![0-9A-Za-z])((\\+?86)?1[3-9]\\d{9}|[1-8]\\d{16}[\\dXx])(?![0-9A-Za-z])");

  /** A member of a JSON object, whatever surrounds it: name, value, and the bracket of a value. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"([^\"\\\\]++)\"\\s*+:\\s*+"
              + "(?=\"?+((?<=\")(?:[^\"\\\\]|\\\\.)*+|([\\[{])|(?!null\\b)[^\\s\",\\]}]++))");

  private static final List<UnaryOperator<String>> BARE =
      Collections.singletonList(UnaryOperator.identity());

  /** A text may quote a secret out of JSON or a form, and be part of JSON itself. */
  private static final List<UnaryOperator<String>> FORMS =
      Arrays.asList(
          UnaryOperator.identity(),
          SecretMask::escaped,
          SecretMask::slashed,
          character -> escaped(escaped(character)),
          character -> escaped(slashed(character)),
          SecretMask::urlEncoded);

  /** Reads the same in JSON and in a form, and quotes nothing that does not. */
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z._-]*+");

  private final ApiContract contract;
  private final List<String> application;

  public SecretMask(ApiContract contract, String... application) {
    this.contract = contract;
    this.application = Arrays.asList(application);
  }

  /** Returns the text with its secrets masked; null for null. */
  public @Nullable String mask(@Nullable String text, Request request) {
    return text == null
        ? null
        : withSecrets(request, secrets -> mask(text, secrets, sensitive(request)));
  }

  /** Returns a code; masked unless the contract lists it: a secret may look like a listed one. */
  public @Nullable String maskCode(@Nullable String code, Request request) {
    return code != null && contract.lists(code) ? code : mask(code, request);
  }

  /** Returns the failure; one without causes if its stack trace quotes a secret. */
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

  /**
   * Returns the text of a body with every sensitive member masked, and what others quote.
   *
   * <p>A text is masked before it is written, since the JSON that it may hold is escaped then; and
   * the whole after, since a name may quote as well.
   */
  String mask(JsonNode body, Request request) {
    return withSecrets(
        request,
        secrets -> {
          JsonNode masked = body.deepCopy();
          maskTexts(masked, secrets, sensitive(request));
          return mask(masked.toString(), secrets, sensitive(request));
        });
  }

  private void maskTexts(JsonNode node, List<CharSequence> secrets, Set<String> sensitive) {
    if (node instanceof ObjectNode) {
      // Not properties(), which Jackson has only since 2.15.
      for (String name : (Iterable<String>) node::fieldNames) {
        JsonNode value = node.get(name);
        if (isSensitive(name, sensitive) && !value.isNull()) {
          ((ObjectNode) node).put(name, TEXT);
        } else if (value.isTextual()) {
          ((ObjectNode) node).put(name, mask(value.textValue(), secrets, sensitive));
        }
      }
    }
    node.forEach(child -> maskTexts(child, secrets, sensitive));
  }

  private String mask(String text, List<CharSequence> secrets, Set<String> sensitive) {
    BitSet hidden = new BitSet();
    for (CharSequence secret : secrets) {
      boolean bare = PLAIN.matcher(text).matches() || PLAIN.matcher(secret).matches();
      (bare ? BARE : FORMS).forEach(form -> hide(text, secret, form, hidden));
    }
    for (Matcher member = MEMBER.matcher(text); member.find(); ) {
      if (isSensitive(member.group(1), sensitive)) {
        // Where an array or object ends, a text that may be cut off does not say.
        hidden.set(member.start(2), member.group(3) == null ? member.end(2) : text.length());
      }
    }
    for (Matcher number = PERSONAL.matcher(text); number.find(); ) {
      hidden.set(number.start(), number.end());
    }
    StringBuilder masked = new StringBuilder();
    int shown = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(shown)) {
      masked.append(text, shown, start).append(TEXT);
      shown = hidden.nextClearBit(start);
    }
    return masked.append(text, shown, text.length()).toString();
  }

  /**
   * Hides a secret wherever a text has it in a form, in any case. The secret is compared a
   * character at a time, so that a password does not become a String.
   */
  private static void hide(
      String text, CharSequence secret, UnaryOperator<String> form, BitSet hidden) {
    String first = quoted(secret, 0, form);
    for (int start = 0; start < text.length(); start++) {
      if (text.regionMatches(true, start, first, 0, first.length())) {
        hidden.set(start, Math.max(start, end(text, start, secret, form)));
      }
    }
  }

  /** Returns where a secret ends that starts at an index of a text; -1 if it does not. */
  private static int end(String text, int start, CharSequence secret, UnaryOperator<String> form) {
    int end = start;
    for (int i = 0; i < secret.length(); i = Character.offsetByCodePoints(secret, i, 1)) {
      String character = quoted(secret, i, form);
      if (!text.regionMatches(true, end, character, 0, character.length())) {
        return -1;
      }
      end += character.length();
    }
    return end;
  }

  private static String quoted(CharSequence secret, int index, UnaryOperator<String> form) {
    return form.apply(new String(Character.toChars(Character.codePointAt(secret, index))));
  }

  private static String escaped(String character) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(character));
  }

  private static String slashed(String character) {
    return escaped(character).replace("/", "\\/");
  }

  private static String urlEncoded(String character) {
    try {
      return URLEncoder.encode(character, UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Returns what a masking by the secrets of a request returns. Of passwords in clear it gets
   * characters that are wiped after it: a String could not be.
   */
  private String withSecrets(Request request, Function<List<CharSequence>, String> masking) {
    List<CharBuffer> clear = new ArrayList<>();
    FixedRequestBody body = FixedRequestBody.of(request);
    if (body != null) {
      body.passwords().forEach(password -> addClear(password, clear));
    }
    try {
      List<CharSequence> secrets = new ArrayList<>(secrets(request));
      secrets.addAll(clear);
      secrets.removeIf(secret -> secret.chars().allMatch(character -> character <= ' '));
      return masking.apply(secrets);
    } finally {
      clear.forEach(password -> Arrays.fill(password.array(), '\0'));
    }
  }

  private static void addClear(Password password, List<CharBuffer> clear) {
    try {
      String unused =
          password.encryptedBy(
              bytes -> {
                clear.add(UTF_8.decode(ByteBuffer.wrap(bytes)));
                return "";
              });
    } catch (IllegalStateException closed) {
      // Then nothing is left of it.
    }
  }

  private Set<String> secrets(Request request) {
    Set<String> secrets = new LinkedHashSet<>(application);
    request.headers().names().stream()
        .filter(contract::isSensitive)
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    collect(FixedRequestBody.json(request), false, sensitive(request), secrets);
    return secrets;
  }

  private void collect(JsonNode node, boolean secret, Set<String> sensitive, Set<String> secrets) {
    if (secret && (node.isTextual() || node.isNumber())) {
      secrets.add(node.asText());
    }
    for (String name : (Iterable<String>) node::fieldNames) {
      collect(node.get(name), secret || isSensitive(name, sensitive), sensitive, secrets);
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, secret, sensitive, secrets));
    }
  }

  private boolean isSensitive(String name, Set<String> sensitive) {
    return contract.isSensitive(name) || sensitive.contains(name);
  }

  /** Returns what the method of a call says beside the contract. */
  private static Set<String> sensitive(Request request) {
    CallInfo call = request.tag(CallInfo.class);
    return call == null ? Collections.emptySet() : call.sensitive();
  }
}
