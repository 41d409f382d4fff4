package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
  private final JsonNode sample = sample();

  /** vectors.json: the worked sample of the vendor's guide, recomputed and verified. */
  private static JsonNode sample() {
    try (InputStream in = RequestSignerTest.class.getResourceAsStream("vectors.json")) {
      return new ObjectMapper().readTree(in).get("signature");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private String text(String member) {
    return sample.get(member).textValue();
  }

  @Test
  void sign_workedSample_givesPublishedSignature() {
    RequestSigner signer = new RequestSigner(text("appKey"), text("appSecret"));

    String signature =
        signer.sign(
            text("httpMethod"), text("body").getBytes(UTF_8), text("reqDate"), text("accessToken"));

    assertThat(signature).isEqualTo(text("reqSign"));
  }

  @Test
  void md5_workedSample_givesPublishedContentMd5() {
    assertThat(RequestSigner.md5(text("body").getBytes(UTF_8))).isEqualTo(text("contentMd5"));
  }

  @Test
  void sign_bodyWithChinese_agreesWithOtherCode() {
    byte[] body = "{\"message\":\"参数不能为空！\"}".getBytes(UTF_8);

    String signature =
        new RequestSigner("key", "secret").sign("POST", body, "1700000000001", "tok");

    String contentMd5 = ByteString.of(body).md5().hex();
    String toSign = "POST_" + contentMd5 + "_1700000000001_tok_secret";
    String hex = ByteString.encodeUtf8(toSign).md5().hex();
    assertThat(signature).isEqualTo("API-SV1:key:" + ByteString.encodeUtf8(hex).base64());
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

          String toSign =
              "POST_%s_7_%s_%s".formatted(ByteString.encodeUtf8(body).md5().hex(), token, secret);
          String hex = ByteString.encodeUtf8(toSign).md5().hex();
          assertThat(signature).isEqualTo("API-SV1:key:" + ByteString.encodeUtf8(hex).base64());
        });
  }

  @Test
  void sign_noBody_signsTheMd5OfNothing() {
    String signature = new RequestSigner("key", "secret").sign("GET", new byte[0], "1", "tok");

    String hex =
        ByteString.encodeUtf8("GET_d41d8cd98f00b204e9800998ecf8427e_1_tok_secret").md5().hex();
    assertThat(signature).isEqualTo("API-SV1:key:" + ByteString.encodeUtf8(hex).base64());
  }

  @Test
  void toString_always_masksTheSecret() {
    assertThat(new RequestSigner("key", "secret"))
        .hasToString("RequestSigner[appKey=key, appSecret=██]");
  }
}
