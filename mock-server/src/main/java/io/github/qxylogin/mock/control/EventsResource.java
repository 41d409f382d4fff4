package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of calls and SMS as server-sent events, in answers that end: whoever reads them, such as a
 * browser's {@code EventSource}, asks again with the id of the last. So nothing of the server is
 * held for long, and nothing is lost in between.
 */
final class EventsResource {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final RequestsResource requests;
  private final SmsResource sms;

  EventsResource(RequestsResource requests, SmsResource sms) {
    this.requests = requests;
    this.sms = sms;
  }

  ControlResource resource() {
    return ControlResource.of("events", Map.of("GET", this::events));
  }

  /**
   * What has been told, which is an event's id.
   *
   * @param call the number of the newest call, 0 before the first
   * @param task the task of the newest SMS, empty before the first
   */
  private record Position(long call, String task) {
    static Optional<Position> of(String id) {
      return id.matches("\\d{1,18}:\\d*")
          ? Optional.of(
              new Position(
                  Long.parseLong(id.substring(0, id.indexOf(':'))),
                  id.substring(id.indexOf(':') + 1)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return call + ":" + task;
    }
  }

  /** Whoever has no id yet is told where the events are, and asks for the next. */
  private Reply events(ControlRequest request) {
    return Position.of(request.call().headerOrEmpty("Last-Event-ID"))
        .map(told -> SmsResource.waiting(() -> stream(after(told))))
        .orElseGet(() -> stream("id: " + now() + "\n\n"));
  }

  private Position now() {
    return new Position(
        requests.newestFirst().stream().findFirst().map(JournalEntry::number).orElse(0L),
        sms.newestFirst().stream().findFirst().map(Task::id).orElse(""));
  }

  private static Reply stream(String events) {
    return Reply.of(200, "text/event-stream", ("retry: 100\n" + events).getBytes(UTF_8))
        .with("Cache-Control", "no-store");
  }

  private String after(Position told) {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    String events = newer(told);
    while (events.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return "";
      }
      events = newer(told);
    }
    return events;
  }

  /** After a reset there is nothing of what was told, and all is newer. */
  private String newer(Position told) {
    StringBuilder events = new StringBuilder();
    String task = told.task();
    List<Task> sent = new ArrayList<>();
    for (Task each : sms.newestFirst()) {
      if (each.id().equals(told.task())) {
        break;
      }
      sent.add(0, each);
    }
    for (Task each : sent) {
      task = each.id();
      event(events, new Position(told.call(), task), "sms", sms.sent(each));
    }
    List<JournalEntry> calls =
        new ArrayList<>(
            requests.newestFirst().stream().filter(call -> call.number() > told.call()).toList());
    Collections.reverse(calls);
    for (JournalEntry call : calls) {
      event(events, new Position(call.number(), task), "call", RequestsResource.told(call));
    }
    return events.toString();
  }

  private static void event(StringBuilder events, Position id, String type, Object data) {
    events
        .append("id: %s\nevent: %s\ndata: ".formatted(id, type))
        .append(new String(ControlJson.reply(data).body(), UTF_8))
        .append("\n\n");
  }
}
