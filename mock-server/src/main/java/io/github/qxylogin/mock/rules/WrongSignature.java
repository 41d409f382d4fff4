package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Md5;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what a call had to be signed with, and which of the usual mistakes made another signature.
 *
 * @param date the header of that name, and so the token
 */
record WrongSignature(AppCredentials credentials, Exchange exchange, String date, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As Python prints JSON. */
  private static final PrettyPrinter SPACED =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Spacing.AFTER)
                  .withObjectEntrySpacing(Spacing.AFTER)
                  .withArrayValueSpacing(Spacing.AFTER))
          .withObjectIndenter(DefaultPrettyPrinter.NopIndenter.instance)
          .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);

  /** What somebody may have made, and what is wrong with it. */
  private record Attempt(String value, String mistake) {}

  String why(String signature) {
    String text = text(digest(), date, Redaction.MASK, Redaction.MASK);
    return "the signature is not that of %s; %s"
        .formatted(
            text,
            mistake(signature)
                .orElse("if yours is of the same text, look at token and AppSecret in it"));
  }

  private Optional<String> mistake(String signature) {
    String given = signature.substring(signature.lastIndexOf(':') + 1);
    return texts()
        .flatMap(text -> forms(text).filter(form -> form.value().equals(given)))
        .map(Attempt::mistake)
        .map(
            mistake ->
                mistake.isEmpty()
                    ? "it has to begin with " + AppCredentials.SCHEME + credentials.appKey() + ":"
                    : mistake)
        .findFirst();
  }

  private Stream<Attempt> texts() {
    String secret = credentials.appSecret();
    Stream<Attempt> others =
        Stream.of(
            new Attempt(text(digest(), date, token, secret), ""),
            new Attempt(
                text(digest().toUpperCase(Locale.ROOT), date, token, secret),
                "the MD5 of the body was in upper case: write it in lower case"),
            new Attempt(
                text(Md5.hex(""), date, token, secret),
                "an empty body was signed: sign the bytes that are sent"),
            new Attempt(
                text(digest(), date.replaceFirst("\\d{3}$", ""), token, secret),
                "the date was signed in seconds: sign it as the header has it"),
            new Attempt(
                text(digest(), date, "", secret),
                "the token was not signed: it is part of the text"),
            new Attempt(
                text(digest(), date, token, Md5.hex(secret)),
                "the MD5 of the AppSecret was signed: sign the AppSecret in clear"));
    return Stream.concat(
        others,
        respelt()
            .map(
                body ->
                    new Attempt(
                        text(Md5.hex(body), date, token, secret),
                        "the body was written anew after it was signed: sign the bytes that are"
                            + " sent")));
  }

  private Stream<String> respelt() {
    JsonNode body = exchange.body();
    try {
      return Stream.of(
          body.toString(), body.toPrettyString(), JSON.writer(SPACED).writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a body that was read cannot be written", impossible);
    }
  }

  /** Returns what may become of a text, the right one first. */
  private static Stream<Attempt> forms(Attempt text) {
    String hex = Md5.hex(text.value());
    return Stream.of(
            new Attempt(base64(hex.getBytes(StandardCharsets.US_ASCII)), ""),
            new Attempt(
                base64(HexFormat.of().parseHex(hex)),
                "Base64 was made of the MD5's 16 bytes: make it of its 32 hexadecimal digits"),
            new Attempt(
                base64(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII)),
                "the MD5 of the text was in upper case: write it in lower case"),
            new Attempt(hex, "it is the MD5 of the text: make Base64 of its 32 digits"))
        .map(
            form ->
                new Attempt(
                    form.value(),
                    Stream.of(text.mistake(), form.mistake())
                        .filter(mistake -> !mistake.isEmpty())
                        .collect(Collectors.joining("; "))));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String digest() {
    return Md5.hex(exchange.call().body());
  }

  private String text(String digest, String reqDate, String accessToken, String secret) {
    return String.join("_", exchange.call().method(), digest, reqDate, accessToken, secret);
  }

  /** Names nothing: all of it may be secret. */
  @Override
  public String toString() {
    return "WrongSignature";
  }
}
