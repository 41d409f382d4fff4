package io.github.qxylogin.mock.control;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.journal.CallJson;
import io.github.qxylogin.mock.journal.Journal;
import io.github.qxylogin.mock.journal.JournalEntry;
import io.github.qxylogin.mock.journal.RecordedCall;
import java.util.List;
import java.util.Map;

/** Shows the calls of the API, newest first, with nothing sensitive in clear. */
final class RequestsResource {
  private final Journal journal;
  private final Contract contract;
  private final List<String> rules;

  /**
   * @param rules the names of the rules that answer
   */
  RequestsResource(Journal journal, Contract contract, List<String> rules) {
    this.journal = journal;
    this.contract = contract;
    this.rules = rules;
  }

  ControlResource resource() {
    return new ControlResource(
        "requests", Map.of("GET", this::list, "DELETE", this::clear), Map.of("GET", this::one));
  }

  private Reply list(ControlRequest request) {
    if (journal.size() == 0) {
      return off();
    }
    JournalQuery query = new JournalQuery(request.call().query(), contract, rules);
    List<RecordedCall> calls =
        query.of(journal.entries()).stream().map(JournalEntry::call).toList();
    return query.har()
        ? Reply.json(200, CallJson.har(calls))
            .with("Content-Disposition", "attachment; filename=\"login-mock.har\"")
        : Reply.json(200, calls.stream().map(CallJson::of).toList());
  }

  private Reply one(ControlRequest request) {
    String number = request.item().orElseThrow();
    if (!number.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("Calls are numbered: ask for /requests/1.");
    }
    return journal.entries().stream()
        .filter(entry -> entry.number() == Long.parseLong(number))
        .findFirst()
        .map(entry -> Reply.json(200, told(entry)))
        .orElseGet(() -> journal.size() == 0 ? off() : missing(number));
  }

  static Object told(JournalEntry entry) {
    return CallJson.of(entry.call());
  }

  List<JournalEntry> newestFirst() {
    return journal.entries();
  }

  private Reply missing(String number) {
    List<JournalEntry> kept = journal.entries();
    return Reply.problem(
        404,
        "No such call",
        kept.isEmpty()
            ? "The journal has no call " + number + ": it is empty."
            : "The journal has no call %s: it has %d, the newest is %d, and keeps %d at most."
                .formatted(number, kept.size(), kept.get(0).number(), journal.size()));
  }

  private static Reply off() {
    return Reply.problem(
        404, "The journal is off", "Start the mock with room for calls: --journal 1000.");
  }

  private Reply clear(ControlRequest request) {
    int cleared = journal.entries().size();
    journal.clear();
    return Reply.json(200, Map.of("cleared", cleared));
  }
}
