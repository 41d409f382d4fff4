package io.github.qxylogin.client.internal.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.client.types.Password;
import okio.ByteString;

/**
 * Signs requests as the contract's security scheme {@code reqSign} describes. Immutable.
 *
 * <pre>{@code
 * String header = new RequestSigner(appKey, appSecret).sign("POST", body, millis, accessToken);
 * }</pre>
 */
public final class RequestSigner {
  private static final String SCHEME = "API-SV1:";
  private static final String SEPARATOR = "_";

  private final String appKey;
  private final String appSecret;

  /** Creates the signer of an application. */
  public RequestSigner(String appKey, String appSecret) {
    this.appKey = appKey;
    this.appSecret = appSecret;
  }

  /**
   * Returns the value of the signature's header.
   *
   * @param method the HTTP method, in upper case
   * @param body the bytes exactly as they are sent; empty for a request without body
   * @param reqDate the value of the date header: epoch milliseconds
   * @param accessToken the value of the token header
   */
  public String sign(String method, byte[] body, String reqDate, String accessToken) {
    String toSign = String.join(SEPARATOR, method, md5(body), reqDate, accessToken, appSecret);
    // Base64 of the 32 hexadecimal characters, not of the 16 bytes.
    String base64 = ByteString.encodeUtf8(md5(toSign.getBytes(UTF_8))).base64();
    return SCHEME + appKey + ":" + base64;
  }

  /** Returns the MD5 in lower-case hexadecimal; a token request contains the AppSecret's. */
  public static String md5(byte[] bytes) {
    return ByteString.of(bytes).md5().hex();
  }

  @Override
  public String toString() {
    return "RequestSigner[appKey=" + appKey + ", appSecret=" + Password.MASK + "]";
  }
}
