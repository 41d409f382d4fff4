package io.github.qxylogin.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import wiremock.jakarta.servlet.ServletInputStream;

/** Collects one body up to the limit, or the reason why it is not wanted. */
final class BodyIntake {

  private static final int BUFFER_BYTES = 8192;

  private final BodyBudget budget;
  private final long limit;
  private final long declared;
  private final byte[] buffer;
  private final ByteArrayOutputStream body;
  private Problem problem;
  private long taken;

  /**
   * @param budget of all bodies together
   * @param declared the Content-Length, or -1 if only the end of the body will tell
   * @param problem why the request is refused whatever its body, or null
   */
  BodyIntake(BodyBudget budget, long limit, long declared, Problem problem) {
    this.budget = budget;
    this.limit = limit;
    this.declared = declared;
    this.problem = problem == null && declared > limit ? Problem.BODY_TOO_LARGE : problem;
    int size = (int) (declared < 0 ? BUFFER_BYTES : Math.min(declared, BUFFER_BYTES));
    this.buffer = new byte[size];
    this.body = new ByteArrayOutputStream(size);
  }

  /** Returns whether nothing more needs to be read; never true of a good body without a length. */
  boolean isDone() {
    return problem != null || body.size() == declared;
  }

  void readOnce(ServletInputStream input) throws IOException {
    int count = input.read(buffer);
    if (count <= 0) {
      return;
    }
    if (body.size() + count > limit) {
      refuse(Problem.BODY_TOO_LARGE);
    } else if (budget.take(count)) {
      taken += count;
      body.write(buffer, 0, count);
    } else {
      refuse(Problem.SERVER_BUSY);
    }
  }

  /** Gives back what the body took of the budget. */
  void release() {
    budget.giveBack(taken);
    taken = 0;
  }

  void refuse(Problem reason) {
    problem = reason;
  }

  /** Returns why the request is refused, or null. */
  Problem problem() {
    return problem;
  }

  byte[] bytes() {
    return body.toByteArray();
  }
}
