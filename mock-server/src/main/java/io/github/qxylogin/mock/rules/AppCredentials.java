package io.github.qxylogin.mock.rules;

import io.github.qxylogin.mock.http.Md5;
import io.github.qxylogin.mock.http.MockRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Key and secret of the application that signs the calls. */
public record AppCredentials(String appKey, String appSecret) {
  static final String SCHEME = "API-SV1:";

  /** Returns whether the key is this application's. */
  boolean name(String key) {
    return same(appKey, key);
  }

  boolean match(String key, String secretDigest) {
    return name(key) && same(Md5.hex(appSecret), secretDigest);
  }

  boolean signed(MockRequest request, String date, String token, String signature) {
    return same(signature(request.method(), request.body().bytes(), date, token), signature);
  }

  /** Returns the signature of a call. */
  String signature(String method, byte[] body, String date, String token) {
    String text = String.join("_", method, Md5.hex(body), date, token, appSecret);
    byte[] digits = Md5.hex(text).getBytes(StandardCharsets.UTF_8);
    return SCHEME + appKey + ":" + Base64.getEncoder().encodeToString(digits);
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AppCredentials[" + appKey + "]";
  }
}
