package io.github.qxylogin.mock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.AsyncEvent;
import wiremock.jakarta.servlet.AsyncListener;
import wiremock.jakarta.servlet.ReadListener;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Waits for the rest of a body without holding a thread, then sends the request through the
 * handlers again. Jetty calls a request's listeners one at a time.
 */
final class BodyWait implements ReadListener, AsyncListener {

  private final BodyIntake intake;
  private final ServletInputStream input;
  private final AsyncContext async;

  private BodyWait(BodyIntake intake, ServletInputStream input, AsyncContext async) {
    this.intake = intake;
    this.input = input;
    this.async = async;
  }

  static void start(BodyIntake intake, Request request, Duration time) throws IOException {
    ServletInputStream input = request.getInputStream();
    AsyncContext async = request.startAsync();
    async.setTimeout(time.toMillis());
    BodyWait wait = new BodyWait(intake, input, async);
    async.addListener(wait);
    input.setReadListener(wait);
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (intake.problem() == null && input.isReady() && !input.isFinished()) {
      intake.readOnce(input);
    }
    if (intake.problem() != null) {
      async.dispatch();
    }
  }

  @Override
  public void onAllDataRead() {
    // Not if the last bytes were too many: then the request is on its way already.
    if (intake.problem() == null) {
      async.dispatch();
    }
  }

  @Override
  public void onError(Throwable failure) {
    boolean idle =
        failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    refuse(idle ? Problem.BODY_TOO_SLOW : Problem.HTTP_MALFORMED);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    refuse(Problem.BODY_TOO_SLOW);
  }

  private void refuse(Problem problem) {
    intake.refuse(problem);
    async.dispatch();
  }

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}

  /** Whatever became of the request, its body is gone. */
  @Override
  public void onComplete(AsyncEvent event) {
    intake.release();
  }
}
