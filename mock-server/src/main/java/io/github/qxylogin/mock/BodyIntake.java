package io.github.qxylogin.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import wiremock.jakarta.servlet.ServletInputStream;

/**
 * Collects one body up to the limit. Beyond it, or if the request is refused anyway, the rest is
 * swallowed: a connection closed on unread bytes is reset, and the sender never sees the refusal.
 */
final class BodyIntake {

  private static final long LINGER_BYTES = 16L << 20;

  private static final int BUFFER_BYTES = 8192;

  private final ByteArrayOutputStream body;
  private final byte[] buffer;
  private final long limit;
  private final long declared;
  private EdgeProblem problem;
  private long seen;

  /**
   * @param declared the Content-Length, or -1 if it is unknown
   * @param problem why the request is refused whatever its body, or null
   */
  BodyIntake(long limit, long declared, EdgeProblem problem) {
    this.limit = limit;
    this.declared = declared;
    int size = (int) (declared < 0 ? BUFFER_BYTES : Math.min(declared, BUFFER_BYTES));
    this.buffer = new byte[size];
    this.body = new ByteArrayOutputStream(size);
    this.problem = problem == null && declared > limit ? EdgeProblem.BODY_TOO_LARGE : problem;
  }

  /** Returns whether nothing more needs to be read. */
  boolean isDone() {
    return seen == declared || hasLingered();
  }

  /** Returns whether answering at once is better than swallowing what the sender still has. */
  boolean hasLingered() {
    return problem != null && Math.max(seen, declared) > LINGER_BYTES;
  }

  void readOnce(ServletInputStream input) throws IOException {
    int count = input.read(buffer);
    if (count < 0) {
      return;
    }
    seen += count;
    if (seen > limit) {
      fail(EdgeProblem.BODY_TOO_LARGE);
    }
    if (problem == null) {
      body.write(buffer, 0, count);
    }
  }

  /** Refuses the request, unless it is refused already. */
  void fail(EdgeProblem reason) {
    problem = problem == null ? reason : problem;
    body.reset();
  }

  EdgeProblem problem() {
    return problem;
  }

  byte[] bytes() {
    return body.toByteArray();
  }
}
