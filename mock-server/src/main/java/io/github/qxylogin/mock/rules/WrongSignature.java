package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the usual mistake that led to a wrong signature.
 *
 * @param date the header
 * @param token the header
 */
record WrongSignature(
    AppCredentials credentials, OperationRequest request, String date, String token) {
  private static final Pattern TEXT_OR_SEPARATOR =
      Pattern.compile("(\"(?:[^\"\\\\]++|\\\\.)*+\")|[,:]");

  Message why(String signature) {
    return Message.of(
        "signature.wrong",
        text(Md5.hex(request.http().body().bytes()), date, Redaction.MASK, Redaction.MASK),
        advice(signature.substring(signature.lastIndexOf(':') + 1)));
  }

  private Message advice(String given) {
    for (Map.Entry<String, String> text : texts()) {
      String wrongEncoding = encodings(text.getValue()).get(given);
      if (wrongEncoding != null) {
        return joined(text.getKey(), wrongEncoding);
      }
    }
    return Message.of("signature.same-text");
  }

  private Message joined(String wrongText, String wrongEncoding) {
    return Stream.of(wrongText, wrongEncoding)
        .filter(mistake -> !mistake.isEmpty())
        .map(Message::of)
        .reduce((first, second) -> Message.of("signature.two-mistakes", first, second))
        .orElseGet(
            () ->
                Message.of("signature.scheme", AppCredentials.SCHEME + credentials.appKey() + ":"));
  }

  /**
   * Returns the texts that may have been signed, each behind the key of its mistake; the right text
   * first.
   */
  private List<Map.Entry<String, String>> texts() {
    String secret = credentials.appSecret();
    String body = Md5.hex(request.http().body().bytes());
    String upperCase = body.toUpperCase(Locale.ROOT);
    String seconds = date.replaceFirst("\\d{3}$", "");
    List<Map.Entry<String, String>> texts = new ArrayList<>();
    texts.add(Map.entry("", text(body, date, token, secret)));
    texts.add(Map.entry("signature.body-upper-case", text(upperCase, date, token, secret)));
    texts.add(Map.entry("signature.body-empty", text(Md5.hex(""), date, token, secret)));
    texts.add(Map.entry("signature.date-seconds", text(body, seconds, token, secret)));
    texts.add(Map.entry("signature.no-token", text(body, date, "", secret)));
    texts.add(Map.entry("signature.secret-md5", text(body, date, token, Md5.hex(secret))));
    for (String anew : reserialized()) {
      String text = text(Md5.hex(anew), date, token, secret);
      texts.add(Map.entry("signature.body-rewritten", text));
    }
    return texts;
  }

  /** Returns the body as Java and as Python write it. */
  private List<String> reserialized() {
    String compact = request.body().toString();
    String spaced =
        TEXT_OR_SEPARATOR
            .matcher(compact)
            .replaceAll(
                found ->
                    found.group(1) == null
                        ? found.group() + " "
                        : Matcher.quoteReplacement(found.group()));
    return List.of(compact, request.body().toPrettyString(), spaced);
  }

  /** Returns the signatures that may be made of a text, each with the key of its mistake. */
  private static Map<String, String> encodings(String text) {
    String hex = Md5.hex(text);
    return Map.of(
        base64(hex.getBytes(US_ASCII)),
        "",
        base64(HexFormat.of().parseHex(hex)),
        "signature.base64-of-bytes",
        base64(hex.toUpperCase(Locale.ROOT).getBytes(US_ASCII)),
        "signature.text-upper-case",
        hex,
        "signature.no-base64");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String text(String digest, String reqDate, String accessToken, String secret) {
    return String.join("_", request.http().method(), digest, reqDate, accessToken, secret);
  }

  /** Everything in it may be secret. */
  @Override
  public String toString() {
    return "WrongSignature";
  }
}
