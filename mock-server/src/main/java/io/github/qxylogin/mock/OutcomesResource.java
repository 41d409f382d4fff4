package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sets, tells and removes what identities are answered; no identity is ever told in clear. */
final class OutcomesResource {
  private static final int MOST_OUTCOMES = 100;
  private static final int MOST_TIMES = 1_000_000;
  private static final String SEQUENCE = "outcomes";

  private final Outcomes outcomes;

  OutcomesResource(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  ControlResource resource() {
    return new ControlResource(
        "outcomes",
        Map.of("GET", this::list, "DELETE", this::removeAll),
        Map.of("GET", this::read, "PUT", this::set, "DELETE", this::remove));
  }

  private Reply list(ControlRequest request) {
    return Reply.json(
        200,
        outcomes.all().entrySet().stream()
            .map(entry -> described(entry.getKey(), entry.getValue()))
            .toList());
  }

  private Reply read(ControlRequest request) {
    List<WaitingOutcome> set = outcomes.of(identity(request));
    return set.isEmpty()
        ? Reply.problem(404, "Nothing set", "No outcome is set for this identity.")
        : Reply.json(200, described(identity(request), set));
  }

  private Reply set(ControlRequest request) {
    List<WaitingOutcome> set = outcomes.set(identity(request), wanted(request.body()));
    return Reply.json(200, described(identity(request), set));
  }

  private static List<Outcome> wanted(ObjectNode body) {
    if (!body.has(SEQUENCE)) {
      return List.of(outcome(Members.of(body, "case", "code", "operation", "times")));
    }
    List<Outcome> wanted =
        Members.of(body, SEQUENCE)
            .list(SEQUENCE, MOST_OUTCOMES, "case", "code", "operation", "times")
            .stream()
            .map(OutcomesResource::outcome)
            .toList();
    if (wanted.isEmpty()) {
      throw new BadControlRequestException("outcomes is empty; DELETE removes what is set.");
    }
    return wanted;
  }

  private static Outcome outcome(Members members) {
    List<Outcome> named =
        Stream.concat(
                members.text("case").map(Outcome::ofCase).stream(),
                members.text("code").map(Outcome::ofCode).stream())
            .toList();
    if (named.size() != 1) {
      throw new BadControlRequestException(
          "Send either case or code, such as {\"case\": \"sms-too-frequent\", \"times\": 2}.");
    }
    Outcome outcome = named.get(0);
    Outcome everywhere =
        members
            .wholeNumber("times", 1, MOST_TIMES)
            .map(n -> outcome.times((int) (long) n))
            .orElse(outcome);
    return members.text("operation").map(everywhere::of).orElse(everywhere);
  }

  private Reply remove(ControlRequest request) {
    return Reply.json(200, Map.of("removed", outcomes.remove(identity(request)) ? 1 : 0));
  }

  private Reply removeAll(ControlRequest request) {
    int removed = outcomes.all().size();
    outcomes.reset();
    return Reply.json(200, Map.of("removed", removed));
  }

  private static String identity(ControlRequest request) {
    return request
        .item()
        .filter(identity -> !identity.isBlank())
        .orElseThrow(
            () -> new BadControlRequestException("Name the identity: /__mock/outcomes/IDENTITY."));
  }

  private static Map<String, Object> described(String identity, List<WaitingOutcome> set) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("identity", Recipients.masked(identity));
    entry.put(SEQUENCE, set.stream().map(OutcomesResource::described).toList());
    return entry;
  }

  private static Map<String, Object> described(WaitingOutcome waiting) {
    Map<String, Object> entry = new LinkedHashMap<>();
    waiting.outcome().caseName().ifPresent(name -> entry.put("case", name));
    waiting.outcome().code().ifPresent(code -> entry.put("code", code));
    waiting.outcome().operation().ifPresent(operation -> entry.put("operation", operation));
    waiting.outcome().times().ifPresent(times -> entry.put("times", times));
    waiting.left().ifPresent(left -> entry.put("left", left));
    return entry;
  }
}
