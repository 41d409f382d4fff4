package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ImmutableRequest;
import com.github.tomakehurst.wiremock.http.RequestMethod;

/**
 * Stands for every request that has been answered: WireMock copies the request once more as it
 * responds, for listeners that the mock has none of, and of this one there is nothing to copy.
 */
final class AnsweredRequest extends ImmutableRequest {
  static final AnsweredRequest ANY = new AnsweredRequest();

  private AnsweredRequest() {
    super(
        "http://localhost/",
        RequestMethod.ANY,
        "HTTP/1.1",
        "",
        HttpHeaders.noHeaders(),
        new byte[0],
        false,
        false);
  }

  @Override
  public String getUrl() {
    return "/";
  }

  /** Returns null: from an address, WireMock would read scheme, host and port each time. */
  @Override
  public String getAbsoluteUrl() {
    return null;
  }
}
