package io.github.qxylogin.contracttests.walkthrough;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Watches what the client is answered: code and request id, which its results do not carry. */
final class WalkthroughObserver implements Interceptor {
  private static final long ENOUGH_BYTES = 1 << 20;

  private final Contract contract;
  private final List<Seen> seen = new ArrayList<>();

  /** An answer that the client got. */
  record Seen(String operation, String code, String requestId) {}

  WalkthroughObserver(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String path = chain.request().url().encodedPath();
    Envelope envelope = new Envelope(JsonText.parse(response.peekBody(ENOUGH_BYTES).bytes()));
    seen.add(
        new Seen(
            contract.operationAt(path).map(Operation::id).orElse(path),
            envelope.code().orElse("–"),
            envelope.requestId().orElse("–")));
    return response;
  }

  /** Returns the answers since the last time, and forgets them. */
  List<Seen> take() {
    List<Seen> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }
}
