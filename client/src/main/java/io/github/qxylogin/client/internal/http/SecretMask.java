package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.types.Mask;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** Reads the same in JSON and in a form, and quotes nothing that does not. */
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z._-]*+");

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
    if (text == null) {
      return null;
    }
    SortedSet<String> secrets = secrets(request);
    return mask(text, PLAIN.matcher(text).matches() ? secrets : withQuoted(secrets));
  }

  private String mask(String text, SortedSet<String> secrets) {
    String masked = maskMembers(text);
    for (String secret : secrets) {
      if (holds(masked, secret)) {
        masked = anyCase(secret).matcher(masked).replaceAll(Mask.TEXT);
      }
    }
    return PERSONAL.matcher(masked).replaceAll(Mask.TEXT);
  }

  /** Most texts quote none, and each call that works has one: that must not cost a pattern each. */
  private static boolean holds(String text, String secret) {
    for (int at = text.length() - secret.length(); at >= 0; at--) {
      if (text.regionMatches(true, at, secret, 0, secret.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the text of a body of which every sensitive member is masked, and what others quote.
   *
   * <p>A text is masked before it is written, since the JSON that it may hold is escaped then; and
   * all of it after, since a name may quote as well.
   */
  String mask(JsonNode body, Request request) {
    SortedSet<String> secrets = withQuoted(secrets(request));
    JsonNode masked = body.deepCopy();
    maskTexts(masked, secrets);
    return mask(masked.toString(), secrets);
  }

  private void maskTexts(JsonNode node, SortedSet<String> secrets) {
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

  /** The longest first: a user name may be the start of the mobile number. */
  private SortedSet<String> secrets(Request request) {
    SortedSet<String> secrets =
        new TreeSet<>(
            Comparator.comparing(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    secrets.addAll(application);
    request.headers().names().stream()
        .filter(contract::isSensitive)
        .forEach(name -> secrets.addAll(request.headers().values(name)));
    collect(FixedRequestBody.json(request, json), secrets);
    secrets.addAll(passwords(request));
    secrets.removeIf(secret -> secret.trim().isEmpty());
    return secrets;
  }

  private static SortedSet<String> withQuoted(SortedSet<String> secrets) {
    SortedSet<String> all = new TreeSet<>(secrets);
    secrets.forEach(secret -> all.addAll(quoted(secret)));
    return all;
  }

  /** The body has them encrypted, but the platform has read them. */
  private List<String> passwords(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    if (invocation == null) {
      return Collections.emptyList();
    }
    return invocation.arguments().stream()
        .filter(Objects::nonNull)
        .flatMap(SecretMask::passwords)
        .flatMap(SecretMask::inClear)
        .collect(Collectors.toList());
  }

  private static Stream<Password> passwords(Object model) {
    return Arrays.stream(model.getClass().getMethods())
        .filter(m -> m.getReturnType() == Password.class && m.getParameterCount() == 0)
        .map(getter -> (Password) invoked(getter, model))
        .filter(Objects::nonNull);
  }

  private static Stream<String> inClear(Password password) {
    try {
      return Stream.of(password.encryptedBy(bytes -> new String(bytes, UTF_8)));
    } catch (IllegalStateException closed) {
      return Stream.empty();
    }
  }

  private static @Nullable Object invoked(Method getter, Object model) {
    try {
      return getter.invoke(model);
    } catch (ReflectiveOperationException hidden) {
      return null;
    }
  }

  /** A text may quote a secret out of JSON or a form, and stand in JSON itself. */
  private static List<String> quoted(String secret) {
    String json = escaped(secret);
    String slashes = json.replace("/", "\\/");
    return Arrays.asList(json, slashes, escaped(json), escaped(slashes), urlEncoded(secret));
  }

  private static String urlEncoded(String text) {
    try {
      return URLEncoder.encode(text, UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static Pattern anyCase(String secret) {
    return Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE);
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

  private void collect(JsonNode node, SortedSet<String> secrets) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (contract.isSensitive(name) && node.get(name).isValueNode()) {
        secrets.add(node.get(name).asText());
      }
    }
    node.forEach(child -> collect(child, secrets));
  }
}
