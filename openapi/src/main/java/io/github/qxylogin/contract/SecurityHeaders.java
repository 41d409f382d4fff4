package io.github.qxylogin.contract;

import io.github.qxylogin.contract.document.Value;
import java.time.Duration;

/**
 * The headers that authenticate a call.
 *
 * @param token holds the access token
 * @param date holds the time of the request, in epoch milliseconds
 * @param signature holds the signature
 * @param skew how far the date may be from the server's clock
 * @param sample the guide's worked sample of a signature
 */
public record SecurityHeaders(
    String token, String date, String signature, Duration skew, WorkedSample sample) {
  private record Signature(Duration skew, WorkedSample sample) {}

  static SecurityHeaders of(Value schemes) {
    Signature signing = Statement.bind(schemes.at("reqSign").at("x-signature"), Signature.class);
    return new SecurityHeaders(
        schemes.at("accessToken").text("name"),
        schemes.at("reqDate").text("name"),
        schemes.at("reqSign").text("name"),
        signing.skew(),
        signing.sample());
  }
}
