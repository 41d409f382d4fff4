package io.github.qxylogin.contract;

import java.time.Duration;

/**
 * The headers that authenticate a call.
 *
 * @param token holds the access token
 * @param date holds the time of the request, in epoch milliseconds
 * @param signature holds the signature
 * @param skew how far the date may be from the server's clock
 */
public record SecurityHeaders(String token, String date, String signature, Duration skew) {

  static SecurityHeaders of(Value schemes) {
    return new SecurityHeaders(
        schemes.at("accessToken").text("name"),
        schemes.at("reqDate").text("name"),
        schemes.at("reqSign").text("name"),
        schemes.at("reqDate").at("x-skew").duration());
  }
}
