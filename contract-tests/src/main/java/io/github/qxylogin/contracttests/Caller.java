package io.github.qxylogin.contracttests;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/** Sends calls to one server and hands back the answers as they come. */
final class Caller {
  private static final String CONTENT_TYPE = "application/json;charset=UTF-8";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** No redirect is followed: a token that was sent elsewhere is a token given away. */
  private static final RestAssuredConfig CONFIG =
      RestAssuredConfig.config()
          .redirect(RedirectConfig.redirectConfig().followRedirects(false))
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false))
          .httpClient(
              HttpClientConfig.httpClientConfig()
                  .setParam("http.connection.timeout", (int) TIMEOUT.toMillis())
                  .setParam("http.socket.timeout", (int) TIMEOUT.toMillis()));

  private final String url;

  Caller(String url) {
    this.url = url;
  }

  Answer send(String method, String path, Map<String, String> headers, byte[] body) {
    return answer(given().contentType(CONTENT_TYPE).headers(headers).body(body), method, path);
  }

  Answer get(String path) {
    return answer(given(), "GET", path);
  }

  private RequestSpecification given() {
    return RestAssured.given().config(CONFIG).baseUri(url).urlEncodingEnabled(false);
  }

  private Answer answer(RequestSpecification request, String method, String path) {
    try {
      Response response = request.request(method, path);
      return Answer.of(
          response.statusCode(), response.header("Content-Type"), response.asByteArray());
    } catch (Exception noAnswer) { // Groovy throws checked exceptions that no signature declares.
      throw new NoAnswerException(url, noAnswer);
    }
  }
}
