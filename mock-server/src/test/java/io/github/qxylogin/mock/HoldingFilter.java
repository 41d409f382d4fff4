package io.github.qxylogin.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.CountDownLatch;

/** Answers {@code good}; what is asked of {@code /held} not before it is released. */
final class HoldingFilter implements StubRequestFilterV2 {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    if (request.getUrl().equals("/held")) {
      asked.countDown();
      await(released);
    }
    return RequestFilterAction.stopWith(
        ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody("good").build());
  }

  void awaitRequest() {
    await(asked);
  }

  void release() {
    released.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String getName() {
    return "holding-filter";
  }
}
