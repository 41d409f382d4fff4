package io.github.qxylogin.contracttests.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.wire.Digest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Signs calls. Written apart from the client's signing on purpose, so that the same mistake is not
 * made twice.
 */
public final class Signer implements Target.Authentication {
  private final Credentials credentials;
  private final SecurityHeaders names;
  private final InstantSource clock;
  private final Supplier<String> tokens;
  private volatile String token;

  public Signer(
      Credentials credentials,
      SecurityHeaders names,
      InstantSource clock,
      Supplier<String> tokens) {
    this.credentials = credentials;
    this.names = names;
    this.clock = clock;
    this.tokens = tokens;
  }

  /** Gets a new token, because the current one may have expired. */
  @Override
  public void renew() {
    use(tokens.get());
  }

  /** Signs with a token from now on. */
  void use(String issued) {
    token = issued;
  }

  /** Returns the headers that authenticate a call with exactly these bytes as its body. */
  @Override
  public Map<String, String> headers(Operation operation, byte[] body, SigningFault fault) {
    String date = Long.toString(clock.instant().plus(offset(fault)).toEpochMilli());
    String sent = fault == SigningFault.TOKEN_UNKNOWN ? unknown(token) : token;
    Map<String, String> headers = new HashMap<>();
    headers.put(names.token(), sent);
    headers.put(names.date(), date);
    headers.put(names.signature(), signature(operation.method(), body, date, sent, fault));
    if (fault == SigningFault.TOKEN_MISSING) {
      headers.remove(names.token());
    } else if (fault == SigningFault.SIGNATURE_MISSING) {
      headers.remove(names.signature());
    }
    return headers;
  }

  private Duration offset(SigningFault fault) {
    // By much, since the target's own clock may be some minutes off.
    Duration tooFar = names.skew().multipliedBy(2);
    return switch (fault) {
      case DATE_EARLY -> tooFar.negated();
      case DATE_LATE -> tooFar;
      default -> Duration.ZERO;
    };
  }

  /** Keeps the token's form, so that nothing but its being unknown can be the reason. */
  static String unknown(String token) {
    return new StringBuilder(token).reverse().toString();
  }

  private String signature(
      String method, byte[] body, String date, String token, SigningFault fault) {
    byte[] signed = fault == SigningFault.BODY_CHANGED ? (date + "{}").getBytes(UTF_8) : body;
    String secret = credentials.appSecret() + (fault == SigningFault.SIGNATURE_WRONG ? "x" : "");
    String toSign = String.join("_", method, Digest.md5(signed), date, token, secret);
    // The platform takes Base64 of the 32 hexadecimal digits, not of the 16 bytes themselves.
    String signature =
        Base64.getEncoder().encodeToString(Digest.md5(toSign.getBytes(UTF_8)).getBytes(UTF_8));
    return prefix() + signature;
  }

  /** Returns the common start of its signatures. */
  String prefix() {
    return "API-SV1:" + credentials.appKey() + ":";
  }
}
