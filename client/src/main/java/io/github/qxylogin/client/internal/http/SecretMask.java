package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.types.Mask;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/** Masks in the platform's texts what they quote of the secrets of a request and an application. */
public final class SecretMask {
  /**
   * A mobile number, or the number of an ID card: the answer to an SMS code may quote those of the
   * request before it. A taxpayer number of 18 characters begins with a 9, and what stands between
   * letters is part of an id.
   */
  private static final Pattern PERSONAL =
      Pattern.compile("(?<![0-9A-Za-z])((\\+?86)?1[3-9]\\d{9}|[1-8]\\d{16}[\\dXx])(?![0-9A-Za-z])");

  /** A member of a JSON object with its text, in whatever stands around it. */
  private static final Pattern MEMBER =
      Pattern.compile("(\"(\\w++)\"\\s*+:\\s*+\")((?:[^\"\\\\]|\\\\.)*+)");

  private final ApiContract contract;
  private final ObjectMapper json;
  private final List<String> application;

  public SecretMask(ApiContract contract, ObjectMapper json, String... application) {
    this.contract = contract;
    this.json = json;
    this.application = Arrays.asList(application);
  }

  /** Returns the text with its secrets masked; none of none. */
  public @Nullable String mask(@Nullable String text, Request request) {
    return text == null ? null : withSecrets(request, secrets -> mask(text, secrets));
  }

  private String mask(String text, List<CharSequence> secrets) {
    String told = maskMembers(text);
    List<QuotedSecret> quoted =
        secrets.stream()
            .flatMap(secret -> QuotedSecret.in(told, secret))
            .collect(Collectors.toList());
    StringBuilder masked = new StringBuilder();
    int at = 0;
    while (at < told.length()) {
      int end = end(told, at, quoted);
      if (end < 0) {
        masked.append(told.charAt(at));
        at++;
      } else {
        masked.append(Mask.TEXT);
        at = end;
      }
    }
    return PERSONAL.matcher(masked).replaceAll(Mask.TEXT);
  }

  /**
   * Returns where the secrets end that start at an index, or in one that does: a user name may be
   * the start of the mobile number. Returns -1 if none starts there.
   */
  private static int end(String text, int start, List<QuotedSecret> secrets) {
    int end = -1;
    for (int at = start; at == start || at < end; at++) {
      for (QuotedSecret secret : secrets) {
        end = Math.max(end, secret.end(text, at));
      }
    }
    return end;
  }

  /**
   * Returns the text of a body of which every sensitive member is masked, and what others quote.
   *
   * <p>A text is masked before it is written, since the JSON that it may hold is escaped then; and
   * all of it after, since a name may quote as well.
   */
  String mask(JsonNode body, Request request) {
    return withSecrets(
        request,
        secrets -> {
          JsonNode masked = body.deepCopy();
          maskTexts(masked, secrets);
          return mask(masked.toString(), secrets);
        });
  }

  private void maskTexts(JsonNode node, List<CharSequence> secrets) {
    if (node instanceof ObjectNode) {
      // Not properties(), which Jackson has only since 2.15.
      for (String name : (Iterable<String>) node::fieldNames) {
        JsonNode value = node.get(name);
        if (contract.isSensitive(name) && !value.isNull()) {
          ((ObjectNode) node).put(name, Mask.TEXT);
        } else if (value.isTextual()) {
          ((ObjectNode) node).put(name, mask(value.textValue(), secrets));
        }
      }
    }
    node.forEach(child -> maskTexts(child, secrets));
  }

  private String maskMembers(String text) {
    Matcher member = MEMBER.matcher(text);
    StringBuffer masked = new StringBuffer();
    while (member.find()) {
      boolean secret = contract.isSensitive(member.group(2));
      String shown = secret ? member.group(1) + Mask.TEXT : member.group();
      member.appendReplacement(masked, Matcher.quoteReplacement(shown));
    }
    return member.appendTail(masked).toString();
  }

  /**
   * Returns what a masking by the secrets of a request returns. Of passwords in clear it gets
   * characters that are wiped after it: a String could not be.
   */
  private String withSecrets(Request request, Function<List<CharSequence>, String> masking) {
    List<CharBuffer> passwords = passwords(request);
    try {
      List<CharSequence> secrets = new ArrayList<>(secrets(request));
      secrets.addAll(passwords);
      secrets.removeIf(secret -> secret.chars().allMatch(character -> character <= ' '));
      return masking.apply(secrets);
    } finally {
      passwords.forEach(clear -> Arrays.fill(clear.array(), '\0'));
    }
  }

  private Set<String> secrets(Request request) {
    Set<String> secrets = new LinkedHashSet<>(application);
    request.headers().names().stream()
        .filter(contract::isSensitive)
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    collect(FixedRequestBody.json(request, json), secrets);
    return secrets;
  }

  /** The body has them encrypted, but the platform has read them. */
  private static List<CharBuffer> passwords(Request request) {
    List<CharBuffer> clear = new ArrayList<>();
    Invocation invocation = request.tag(Invocation.class);
    if (invocation != null) {
      invocation.arguments().stream()
          .filter(Objects::nonNull)
          .flatMap(SecretMask::passwords)
          .forEach(password -> addClear(password, clear));
    }
    return clear;
  }

  /** A model has fields, whose accessors a shrinker may take away; others may have getters. */
  private static Stream<Password> passwords(Object model) {
    Stream<Object> fields =
        Arrays.stream(model.getClass().getDeclaredFields())
            .filter(field -> field.getType() == Password.class)
            .map(field -> value(field, model));
    Stream<Object> getters =
        Arrays.stream(model.getClass().getMethods())
            .filter(m -> m.getReturnType() == Password.class && m.getParameterCount() == 0)
            .map(getter -> invoked(getter, model));
    return Stream.concat(fields, getters).filter(Objects::nonNull).map(Password.class::cast);
  }

  private static @Nullable Object value(Field field, Object model) {
    try {
      field.setAccessible(true);
      return field.get(model);
    } catch (ReflectiveOperationException | RuntimeException hidden) {
      return null;
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

  private static @Nullable Object invoked(Method getter, Object model) {
    try {
      return getter.invoke(model);
    } catch (ReflectiveOperationException hidden) {
      return null;
    }
  }

  /** Returns the failure; in place of one that quotes a secret, its own message masked. */
  public IOException mask(IOException failed, Request request) {
    if (!quotesSecret(failed, request)) {
      return failed;
    }
    IOException masked = new IOException(mask(failed.getMessage(), request));
    masked.setStackTrace(failed.getStackTrace());
    return masked;
  }

  private boolean quotesSecret(@Nullable Throwable failed, Request request) {
    return failed != null
        && (!Objects.equals(failed.getMessage(), mask(failed.getMessage(), request))
            || quotesSecret(failed.getCause(), request)
            || Stream.of(failed.getSuppressed()).anyMatch(s -> quotesSecret(s, request)));
  }

  private void collect(JsonNode node, Set<String> secrets) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (contract.isSensitive(name) && node.get(name).isValueNode()) {
        secrets.add(node.get(name).asText());
      }
    }
    node.forEach(child -> collect(child, secrets));
  }
}
