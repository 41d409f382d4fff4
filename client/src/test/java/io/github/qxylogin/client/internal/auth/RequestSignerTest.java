package io.github.qxylogin.client.internal.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.ArbitraryText;
import io.github.qxylogin.client.FakePlatform;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignerTest {
  private final JsonNode sample = sample();

  /** vectors.json: the worked sample of the vendor's guide, recomputed and verified. */
  private static JsonNode sample() {
    try (InputStream in = FakePlatform.class.getResourceAsStream("vectors.json")) {
      return new ObjectMapper().readTree(in).get("signature");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private String text(String member) {
    return sample.get(member).textValue();
  }

  @Test
  void sign_workedSample_returnsPublishedSignature() {
    RequestSigner signer = new RequestSigner(text("appKey"), text("appSecret"));

    String signature =
        signer.sign(
            text("httpMethod"), text("body").getBytes(UTF_8), text("reqDate"), text("accessToken"));

    assertThat(signature).isEqualTo(text("reqSign"));
  }

  @Test
  void md5_workedSample_returnsPublishedContentMd5() {
    assertThat(RequestSigner.md5(text("body").getBytes(UTF_8))).isEqualTo(text("contentMd5"));
  }

  /** signatures.json: made by signatures.py beside it, so with nothing of the client. */
  static Stream<Arguments> signatures() throws IOException {
    try (InputStream in = FakePlatform.class.getResourceAsStream("signatures.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .map(vector -> Arguments.of(Named.of(vector.get("name").textValue(), vector)));
    }
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void sign_vectorOfAnotherProgram_returnsItsSignature(JsonNode vector) {
    RequestSigner signer =
        new RequestSigner(vector.get("appKey").textValue(), vector.get("appSecret").textValue());

    String signature =
        signer.sign(
            vector.get("httpMethod").textValue(),
            vector.get("body").textValue().getBytes(UTF_8),
            vector.get("reqDate").textValue(),
            vector.get("accessToken").textValue());

    assertThat(signature).isEqualTo(vector.get("reqSign").textValue());
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  @Test
  void sign_arbitraryTexts_agreesWithOtherCode() {
    ArbitraryText.check(
        2000,
        texts -> {
          String body = texts.whole();
          String token = texts.whole();
          String secret = texts.whole();

          String signature =
              new RequestSigner("key", secret).sign("POST", body.getBytes(UTF_8), "7", token);

          String toSign = "POST_%s_7_%s_%s".formatted(md5(body), token, secret);
          String base64 = Base64.getEncoder().encodeToString(md5(toSign).getBytes(UTF_8));
          assertThat(signature).isEqualTo("API-SV1:key:" + base64);
        });
  }

  @Test
  void toString_always_masksTheSecret() {
    assertThat(new RequestSigner("key", "secret"))
        .hasToString("RequestSigner[appKey=key, appSecret=██]");
  }
}
