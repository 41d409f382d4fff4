package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.text.Message;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Keeps in memory the control calls that changed something, and their callers. Thread-safe. */
final class Activity {
  private static final int MAX = 200;

  private final MockClock clock;
  private final Deque<ObjectNode> newestFirst = new ArrayDeque<>();

  Activity(MockClock clock) {
    this.clock = clock;
  }

  synchronized MockResponse list(ControlRequest request) {
    return MockResponse.json(200, List.copyOf(newestFirst));
  }

  /** Records a call. Its message is that of its route. */
  void record(ControlRequest request) {
    String method = request.http().method();
    String route = request.path();
    String item = request.item();
    String shown = route.contains("{identity}") ? Recipients.masked(item) : item;
    String key =
        "activity."
            + method.toLowerCase(Locale.ROOT)
            + route.replaceAll("[{}]", "").replace('/', '.');
    add(
        ControlJson.object()
            .put("at", clock.real().toString())
            .put("from", request.http().from())
            .put("method", method)
            .put("path", request.path(shown))
            .putPOJO(
                "what", Message.of(key, shown, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
  }

  private synchronized void add(ObjectNode change) {
    newestFirst.addFirst(change);
    if (newestFirst.size() > MAX) {
      newestFirst.removeLast();
    }
  }
}
