package io.github.qxylogin.mock.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.qxylogin.contract.masking.Redaction;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Md5;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
record WrongSignature(AppCredentials credentials, Exchange exchange, String date, String token) {
  private static final Pattern TEXT_OR_SEPARATOR =
      Pattern.compile("(\"(?:[^\"\\\\]++|\\\\.)*+\")|[,:]");

  String why(String signature) {
    return "the signature is not that of %s; %s"
        .formatted(
            text(Md5.hex(exchange.call().body()), date, Redaction.MASK, Redaction.MASK),
            advice(signature.substring(signature.lastIndexOf(':') + 1)));
  }

  private String advice(String given) {
    Map<String, String> advice = new HashMap<>();
    texts()
        .forEach(
            (text, wrongText) ->
                encodings(text)
                    .forEach(
                        (signature, wrongEncoding) ->
                            advice.put(signature, joined(wrongText, wrongEncoding))));
    return advice.getOrDefault(
        given, "if yours is of the same text, look at token and AppSecret in it");
  }

  private String joined(String wrongText, String wrongEncoding) {
    return Stream.of(wrongText, wrongEncoding)
        .filter(mistake -> !mistake.isEmpty())
        .reduce((first, second) -> first + "; " + second)
        .orElse("it has to begin with " + AppCredentials.SCHEME + credentials.appKey() + ":");
  }

  /** Returns the texts that may have been signed, each with its mistake; the right text first. */
  private Map<String, String> texts() {
    String secret = credentials.appSecret();
    String body = Md5.hex(exchange.call().body());
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(text(body, date, token, secret), "");
    texts.putIfAbsent(
        text(body.toUpperCase(Locale.ROOT), date, token, secret),
        "the MD5 of the body was in upper case: write it in lower case");
    texts.putIfAbsent(
        text(Md5.hex(""), date, token, secret),
        "an empty body was signed: sign the bytes that are sent");
    texts.putIfAbsent(
        text(body, date.replaceFirst("\\d{3}$", ""), token, secret),
        "the date was signed in seconds: sign it as the header has it");
    texts.putIfAbsent(
        text(body, date, "", secret), "the token was not signed: it is part of the text");
    texts.putIfAbsent(
        text(body, date, token, Md5.hex(secret)),
        "the MD5 of the AppSecret was signed: sign the AppSecret in clear");
    for (String anew : reserialized()) {
      texts.putIfAbsent(
          text(Md5.hex(anew), date, token, secret),
          "the body was written anew after it was signed: sign the bytes that are sent");
    }
    return texts;
  }

  /** Returns the body as Java and as Python write it. */
  private List<String> reserialized() {
    String compact = exchange.body().toString();
    String spaced =
        TEXT_OR_SEPARATOR
            .matcher(compact)
            .replaceAll(
                found ->
                    found.group(1) == null
                        ? found.group() + " "
                        : Matcher.quoteReplacement(found.group()));
    return List.of(compact, exchange.body().toPrettyString(), spaced);
  }

  /** Returns the signatures that may be made of a text, each with its mistake. */
  private static Map<String, String> encodings(String text) {
    String hex = Md5.hex(text);
    return Map.of(
        base64(hex.getBytes(US_ASCII)),
        "",
        base64(HexFormat.of().parseHex(hex)),
        "Base64 was made of the MD5's 16 bytes: make it of its 32 hexadecimal digits",
        base64(hex.toUpperCase(Locale.ROOT).getBytes(US_ASCII)),
        "the MD5 of the text was in upper case: write it in lower case",
        hex,
        "it is the MD5 of the text: make Base64 of its 32 digits");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String text(String digest, String reqDate, String accessToken, String secret) {
    return String.join("_", exchange.call().method(), digest, reqDate, accessToken, secret);
  }

  /** Everything in it may be secret. */
  @Override
  public String toString() {
    return "WrongSignature";
  }
}
