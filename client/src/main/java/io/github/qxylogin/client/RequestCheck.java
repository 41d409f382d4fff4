package io.github.qxylogin.client;

import io.github.qxylogin.contract.Operation;
import okhttp3.Request;

/** Looks at a request before anything is done for it. */
interface RequestCheck {
  /** Lets everything pass. */
  RequestCheck NONE = (operation, request, body) -> {};

  /**
   * Does nothing if the request may be sent.
   *
   * @throws IllegalArgumentException naming operation and fields, if it may not
   */
  void check(Operation operation, Request request, FixedRequestBody body);

  /** Returns a check that asks this one, and then another. */
  default RequestCheck then(RequestCheck other) {
    return (operation, request, body) -> {
      check(operation, request, body);
      other.check(operation, request, body);
    };
  }
}
