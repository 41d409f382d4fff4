package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.SecurityHeaders;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/**
 * Signs calls. Written apart from the client's signing on purpose, so that the same mistake is not
 * made twice.
 */
final class Signer {
  private final Credentials credentials;
  private final SecurityHeaders names;
  private final Clock clock;

  Signer(Credentials credentials, SecurityHeaders names, Clock clock) {
    this.credentials = credentials;
    this.names = names;
    this.clock = clock;
  }

  /** Returns the headers that authenticate a call whose body is sent as these very bytes. */
  Map<String, String> headers(String method, byte[] body, String token) {
    String date = Long.toString(clock.millis());
    String toSign = String.join("_", method, Md5.hex(body), date, token, credentials.appSecret());
    // The platform takes Base64 of the 32 hexadecimal digits, not of the 16 bytes they stand for.
    String signature =
        Base64.getEncoder().encodeToString(Md5.hex(toSign.getBytes(UTF_8)).getBytes(UTF_8));
    return Map.of(
        names.token(), token,
        names.date(), date,
        names.signature(), "API-SV1:" + credentials.appKey() + ":" + signature);
  }
}
