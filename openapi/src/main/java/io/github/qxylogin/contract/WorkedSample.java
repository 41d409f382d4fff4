package io.github.qxylogin.contract;

/**
 * The guide's worked sample of a signature: its input and output. The pair of AppKey and AppSecret
 * is published and opens nothing.
 *
 * @param method the HTTP method
 * @param body the body, byte for byte in UTF-8
 * @param reqDate the date header, in epoch milliseconds
 * @param accessToken the token header
 * @param appKey the application's key
 * @param appSecret the application's secret
 * @param reqSign the signature header that results
 */
public record WorkedSample(
    String method,
    String body,
    String reqDate,
    String accessToken,
    String appKey,
    String appSecret,
    String reqSign) {}
