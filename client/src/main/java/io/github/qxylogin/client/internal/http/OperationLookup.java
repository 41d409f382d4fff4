package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Operation;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Finds the operation of a request by method and URL. */
public final class OperationLookup {
  public final ApiContract contract;
  public final HttpUrl base;
  private final String path;

  /**
   * Creates the lookup of the operations below an address.
   *
   * @param base ends in a slash
   */
  public OperationLookup(ApiContract contract, HttpUrl base) {
    this.contract = contract;
    this.base = base;
    path = base.encodedPath();
  }

  /** Returns whether a URL is below the base URL, so that it may receive the token. */
  public boolean covers(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && (path.equals("/") || url.encodedPath().startsWith(path));
  }

  /** Returns the operation of a request, if the contract describes it. */
  public Optional<Operation> at(Request request) {
    HttpUrl url = request.url();
    return covers(url)
        ? contract.operationAt(request.method(), url.encodedPath().substring(path.length() - 1))
        : Optional.empty();
  }
}
