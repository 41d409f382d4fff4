package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the suite found about the answers of an operation, beside what their form shows. */
final class JudgedDrift {

  private final Map<DriftFinding.Key, DriftFinding> findings = new LinkedHashMap<>();

  Collection<DriftFinding> findings() {
    return findings.values();
  }

  /**
   * Adds the findings about a call.
   *
   * @param shown what the form of the answers has shown already
   */
  void add(Outcome outcome, Outcome.Exchange exchange, Set<DriftFinding.Key> shown) {
    for (Finding finding : exchange.findings()) {
      DriftKind kind = DriftKind.of(finding.difference());
      Place place = place(finding.place());
      if (shown.stream().noneMatch(key -> key.covers(kind, place))) {
        String detail = finding.place().equals("/" + Envelope.CODE) ? code(outcome, exchange) : "";
        note(new DriftFinding.Key(kind, place, detail), finding, exchange);
      }
    }
  }

  private void note(DriftFinding.Key key, Finding finding, Outcome.Exchange exchange) {
    DriftFinding noted =
        findings.computeIfAbsent(key, k -> new DriftFinding(k, observed(exchange)));
    noted.seenOnce();
    if (!key.place().isRoot()) {
      JsonNode value = exchange.answer().at(JsonPointer.compile(finding.place()));
      noted.add(value);
    }
  }

  private static String code(Outcome outcome, Outcome.Exchange exchange) {
    Step.Call call = outcome.check().call(exchange.step());
    return exchange.answer().path(Envelope.CODE).asText() + " " + call.expected().code();
  }

  /** Of what is no place of a body, the whole answer is meant. */
  private static Place place(String place) {
    return place.startsWith("/") ? Place.of(JsonPointer.compile(place)) : Place.ROOT;
  }

  private static ObservedCall observed(Outcome.Exchange exchange) {
    return new ObservedCall(
        exchange.operation(),
        "",
        exchange.request(),
        exchange.status(),
        exchange.contentType(),
        exchange.status() == 0 ? Optional.empty() : Optional.of(exchange.answer()));
  }
}
