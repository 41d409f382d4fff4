package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Redaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Signs requests as the contract's security scheme {@code reqSign} describes. Immutable.
 *
 * <pre>{@code
 * String header = new RequestSigner(appKey, appSecret).sign("POST", body, millis, accessToken);
 * }</pre>
 */
final class RequestSigner {
  private static final String SCHEME = "API-SV1:";
  private static final byte SEPARATOR = '_';

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final ThreadLocal<MessageDigest> DIGESTS =
      ThreadLocal.withInitial(RequestSigner::digest);

  private final String appKey;
  private final String prefix;
  private final byte[] ending;

  /** Creates the signer of an application. */
  RequestSigner(String appKey, String appSecret) {
    this.appKey = appKey;
    prefix = SCHEME + appKey + ":";
    ending = ((char) SEPARATOR + appSecret).getBytes(UTF_8);
  }

  /**
   * Returns the value of the signature's header.
   *
   * @param method the HTTP method, in upper case
   * @param body the bytes exactly as they are sent; none for a request without body
   * @param reqDate the time of the request in epoch milliseconds, as its own header says it
   * @param accessToken the token, as its own header says it
   */
  String sign(String method, byte[] body, String reqDate, String accessToken) {
    MessageDigest digest = DIGESTS.get();
    byte[] bodyMd5 = hex(digest.digest(body));
    digest.update(method.getBytes(UTF_8));
    digest.update(SEPARATOR);
    digest.update(bodyMd5);
    digest.update(SEPARATOR);
    digest.update(reqDate.getBytes(UTF_8));
    digest.update(SEPARATOR);
    digest.update(accessToken.getBytes(UTF_8));
    // Base64 of the 32 hexadecimal characters, not of the 16 bytes that they stand for.
    byte[] hex = hex(digest.digest(ending));
    return prefix + Base64.getEncoder().encodeToString(hex);
  }

  /** Returns the MD5 in lower-case hexadecimal, which is also how the AppSecret gets a token. */
  static String md5(byte[] bytes) {
    return new String(hex(DIGESTS.get().digest(bytes)), US_ASCII);
  }

  private static byte[] hex(byte[] digest) {
    byte[] hex = new byte[2 * digest.length];
    for (int i = 0; i < digest.length; i++) {
      hex[2 * i] = HEX[digest[i] >> 4 & 0xF];
      hex[2 * i + 1] = HEX[digest[i] & 0xF];
    }
    return hex;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public String toString() {
    return "RequestSigner[appKey=" + appKey + ", appSecret=" + Redaction.MASK + "]";
  }
}
