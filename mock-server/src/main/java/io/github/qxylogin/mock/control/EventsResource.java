package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.exchange.Chinese;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.CallJson;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.journal.JournalEntry;
import java.time.Duration;
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
  private static final String ASK_AT_ONCE = "retry: 100\n";
  private static final String ASK_LATER = "retry: 1000\n\n";

  private final Journal journal;
  private final SmsResource sms;
  private final WaitLimits limits;

  EventsResource(Journal journal, SmsResource sms, WaitLimits limits) {
    this.journal = journal;
    this.sms = sms;
    this.limits = limits;
  }

  ControlResource resource() {
    return ControlResource.of("events", Map.of("GET", this::events));
  }

  /**
   * What has been told, which is an event's id.
   *
   * @param call the number of the newest call, 0 before the first
   * @param sms the number of the newest SMS, 0 before the first
   */
  private record Position(long call, long sms) {
    static Optional<Position> of(String id) {
      if (!id.matches("\\d{1,18}:\\d{1,18}")) {
        return Optional.empty();
      }
      String[] numbers = id.split(":", 2);
      return Optional.of(new Position(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    @Override
    public String toString() {
      return call + ":" + sms;
    }
  }

  /**
   * Whoever has no id yet, or one that a mock gave that ran here before, is told where the events
   * are, and asks for the next.
   */
  private Reply events(ControlRequest request) {
    Position now = now();
    String language = request.call().headerOrEmpty("Accept-Language");
    return Position.of(request.call().headerOrEmpty("Last-Event-ID"))
        .filter(told -> told.call() <= now.call() && told.sms() <= now.sms())
        .map(told -> after(told, language))
        .orElseGet(() -> stream(ASK_AT_ONCE + "id: " + now + "\n\n"));
  }

  /** Who cannot wait is told to ask again: an {@code EventSource} gives up after an error. */
  private Reply after(Position told, String language) {
    String events = newer(told, language);
    return events.isEmpty()
        ? WaitLimits.waiting(
            limits.events(),
            () -> stream(ASK_AT_ONCE + awaited(told, language)),
            () -> stream(ASK_LATER))
        : stream(ASK_AT_ONCE + events);
  }

  private Position now() {
    return new Position(journal.newest(), sms.newest());
  }

  private static Reply stream(String events) {
    return Reply.of(200, "text/event-stream", events.getBytes(UTF_8));
  }

  private String awaited(Position told, String language) {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    String events = newer(told, language);
    while (events.isEmpty() && System.nanoTime() < end && !limits.ended().get()) {
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return "";
      }
      events = newer(told, language);
    }
    return events;
  }

  private String newer(Position told, String language) {
    if (now().equals(told)) {
      return "";
    }
    StringBuilder events = new StringBuilder();
    long newestSms = told.sms();
    for (Map.Entry<Long, Task> sent : sms.after(told.sms()).entrySet()) {
      newestSms = sent.getKey();
      event(
          events,
          new Position(told.call(), newestSms),
          "sms",
          ControlJson.reply(sms.sent(sent.getValue())));
    }
    for (JournalEntry call : journal.entriesAfter(told.call())) {
      event(
          events,
          new Position(call.number(), newestSms),
          "call",
          Chinese.of(ControlJson.reply(CallJson.of(call.call())), language));
    }
    return events.toString();
  }

  private static void event(StringBuilder events, Position id, String type, Reply data) {
    events
        .append("id: %s\nevent: %s\ndata: ".formatted(id, type))
        .append(new String(data.body(), UTF_8))
        .append("\n\n");
  }
}
