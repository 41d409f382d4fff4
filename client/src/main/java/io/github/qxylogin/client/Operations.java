package io.github.qxylogin.client;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Tells the contract's operations by the URL of a request. */
final class Operations {
  private final Contract contract;
  private final HttpUrl base;

  /**
   * Creates the operations below an address.
   *
   * @param base ends in a slash
   */
  Operations(Contract contract, HttpUrl base) {
    this.contract = contract;
    this.base = base;
  }

  HttpUrl base() {
    return base;
  }

  /** Returns whether a URL is the platform's, so that it may get the token. */
  boolean cover(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && url.encodedPath().startsWith(base.encodedPath());
  }

  /** Returns the operation of a URL, if the contract describes it. */
  Optional<Operation> at(HttpUrl url) {
    return cover(url) ? contract.operationAt(path(url)) : Optional.empty();
  }

  private String path(HttpUrl url) {
    return url.encodedPath().substring(base.encodedPath().length() - 1);
  }

  /** Returns what messages call the operation: its path, if the contract does not describe it. */
  String name(HttpUrl url) {
    return at(url).map(Operation::id).orElseGet(() -> url.encodedPath());
  }

  /** An operation that the contract does not describe is signed, as nearly all are. */
  boolean signed(HttpUrl url) {
    return at(url).map(Operation::signed).orElse(true);
  }

  /** An operation that the contract does not describe may cost or change something. */
  boolean acting(HttpUrl url) {
    return at(url).map(operation -> operation.effect() != Effect.NONE).orElse(true);
  }

  /** An operation that the contract does not describe is never sent twice. */
  boolean idempotent(HttpUrl url) {
    return at(url).map(Operation::idempotent).orElse(false);
  }
}
