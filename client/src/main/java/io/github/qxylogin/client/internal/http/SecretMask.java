package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
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
   * letters are part of an id; but before a number in JSON, a letter may be that of an escape.
   */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(?:(?<![0-9A-Za-z])|(?<=\\\\[bfnrt]))"
              + "((\\+?86)?1[3-9]\\d{9}|[1-8]\\d{16}[\\dXx])(?![0-9A-Za-z])");

  /**
   * A member of a JSON object, whatever surrounds it, also in a text of JSON, whose quotes are
   * escaped: the escape, name, value, and the bracket of a value.
   */
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\\\\{0,7})\"([^\"\\\\]++)\\1\"\\s*+:\\s*+"
              + "(?=(?:\\1\")?+((?<=\")(?s:.*?(?=(?<!\\\\)\\1\")|.*)|([\\[{])|"
              + "(?!null\\b)[^\\s\",\\]}\\\\]++))");

  private final ApiContract contract;
  private final List<String> application;

  public SecretMask(ApiContract contract, String... application) {
    this.contract = contract;
    this.application = Arrays.asList(application);
  }

  /** Returns the text with the secrets of a request masked; null for null. */
  public @Nullable String mask(@Nullable String text, Request request) {
    return text == null ? null : masked(text, SendGuard.signedOf(request));
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

  private String masked(String text, Request request) {
    BitSet hidden = new BitSet();
    Unescaped unescaped = new Unescaped(text.getBytes(UTF_8));
    forEachSecret(request, secret -> unescaped.hide(secret, hidden));
    for (Matcher member = MEMBER.matcher(text); member.find(); ) {
      if (isSensitive(member.group(2), request)) {
        // Where an array or object ends, a text that may be cut off does not say.
        hidden.set(member.start(3), member.group(4) == null ? member.end(3) : text.length());
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

  private boolean isSensitive(String name, Request request) {
    CallInfo call = request.tag(CallInfo.class);
    return call == null ? contract.isSensitive(name) : call.isSensitive(name);
  }

  /** A password in clear is lent, not copied: a String of it could not be wiped. */
  private void forEachSecret(Request request, Consumer<byte[]> hide) {
    List<String> secrets = new ArrayList<>(application);
    request.headers().names().stream()
        .filter(contract::isSensitive)
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    collect(FixedRequestBody.of(request).json(), false, request, secrets);
    secrets.forEach(secret -> hide.accept(secret.getBytes(UTF_8)));
    for (Password password : FixedRequestBody.of(request).passwords()) {
      try {
        String unused =
            password.encryptedBy(
                clear -> {
                  hide.accept(clear);
                  return "";
                });
      } catch (IllegalStateException closed) {
        // Then nothing is left of it.
      }
    }
  }

  private void collect(JsonNode node, boolean secret, Request request, List<String> secrets) {
    if (secret && (node.isTextual() || node.isNumber())) {
      secrets.add(node.asText());
    }
    // Not properties(), which Jackson has only since 2.15.
    for (String name : (Iterable<String>) node::fieldNames) {
      collect(node.get(name), secret || isSensitive(name, request), request, secrets);
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, secret, request, secrets));
    }
  }

  /**
   * Bytes in lower case, without the escapes of JSON and forms: those of a text and of a secret
   * that it quotes are the same, however deep the text is in JSON or a form.
   */
  private static final class Unescaped {
    private final byte[] bytes;

    /** After which character of the original the one before each byte ends. */
    private final int[] starts;

    private int length;
    private boolean blank = true;

    Unescaped(byte[] original) {
      bytes = new byte[original.length];
      starts = new int[original.length + 1];
      int end = 0;
      for (int at = 0; at < original.length; at++) {
        byte next = original[at];
        end += characters(next);
        while (next == '%' && hex(original, at + 1) >= 0 && hex(original, at + 2) >= 0) {
          next = (byte) (hex(original, at + 1) * 16 + hex(original, at + 2));
          at += 2;
          end += 2;
        }
        if (next != '\\') {
          blank &= next >= 0 && next <= ' ';
          bytes[length] = folded(next);
          length++;
          starts[length] = end;
        }
      }
    }

    /** Of a character that has several bytes, the first counts. */
    private static int characters(byte one) {
      boolean following = (one & 0xC0) == 0x80;
      boolean firstOfFour = (one & 0xF8) == 0xF0;
      return following ? 0 : firstOfFour ? 2 : 1;
    }

    private static int hex(byte[] original, int at) {
      return at < original.length ? Character.digit(original[at], 16) : -1;
    }

    /** JSON escapes controls by letters, and a form has a plus for a blank. */
    private static byte folded(byte one) {
      int escaped = " \b\t\n\f\r".indexOf(one);
      return (byte) (escaped < 0 ? Character.toLowerCase(one) : "+btnfr".charAt(escaped));
    }

    /** Hides a secret wherever these bytes have it, unless it is blank. */
    void hide(byte[] secret, BitSet hidden) {
      Unescaped wanted = new Unescaped(secret);
      for (int from = 0; !wanted.blank && from + wanted.length <= length; from++) {
        int same = 0;
        while (same < wanted.length && bytes[from + same] == wanted.bytes[same]) {
          same++;
        }
        if (same == wanted.length) {
          hidden.set(starts[from], starts[from + same]);
        }
      }
      Arrays.fill(wanted.bytes, (byte) 0);
    }
  }
}
