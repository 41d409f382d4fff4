package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Sets, tells and removes faults; no identity is ever told in clear. */
final class FaultsResource {
  private static final int MOST_TIMES = 1_000_000;
  private static final int WIDEST_SIGMA = 10;

  private final Faults faults;

  FaultsResource(Faults faults) {
    this.faults = faults;
  }

  ControlResource resource() {
    return new ControlResource(
        "faults",
        Map.of("GET", this::list, "DELETE", this::removeAll),
        Map.of("GET", this::read, "PUT", this::set, "DELETE", this::remove));
  }

  private Reply list(ControlRequest request) {
    return Reply.json(200, faults.all().stream().map(FaultsResource::described).toList());
  }

  private Reply read(ControlRequest request) {
    return faults
        .of(name(request))
        .map(set -> Reply.json(200, described(set)))
        .orElseGet(() -> Reply.problem(404, "Nothing set", "No fault of this name is set."));
  }

  private Reply set(ControlRequest request) {
    SetFault set = faults.set(name(request), fault(request.body()));
    return Reply.json(200, described(set));
  }

  private static Fault fault(ObjectNode body) {
    Members members =
        Members.of(
            body,
            "identity",
            "operation",
            "delay",
            "fault",
            "acts",
            "probability",
            "times",
            "seed");
    return new Fault(
        members.text("identity"),
        members.text("operation"),
        delay(members),
        members.text("fault").map(FaultsResource::kind),
        members.flag("acts").orElse(true),
        members.number("probability", 0, 1).orElse(1.0),
        members
            .wholeNumber("times", 1, MOST_TIMES)
            .map(times -> OptionalInt.of(times.intValue()))
            .orElse(OptionalInt.empty()),
        members.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0L));
  }

  private static FaultKind kind(String key) {
    return Stream.of(FaultKind.values())
        .filter(kind -> kind.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                BadControlRequestException.listing(
                    "fault cannot be '%s'.".formatted(key),
                    Stream.of(FaultKind.values()).map(FaultKind::key).toList()));
  }

  private static Optional<Delay> delay(Members members) {
    JsonNode delay = members.member("delay").orElse(null);
    if (delay == null) {
      return Optional.empty();
    }
    if (!(delay instanceof ObjectNode object)) {
      return members.duration("delay").map(Delay::fixed);
    }
    String distribution = delay.path("distribution").asText();
    return Optional.of(
        switch (distribution) {
          case "uniform" -> uniform(Members.of(object, "distribution", "min", "max"));
          case "lognormal" -> logNormal(Members.of(object, "distribution", "median", "sigma"));
          default ->
              throw new BadControlRequestException(
                  "A delay is a duration such as \"PT2S\","
                      + " {\"distribution\": \"uniform\", \"min\": \"PT1S\", \"max\": \"PT3S\"} or"
                      + " {\"distribution\": \"lognormal\", \"median\": \"PT2S\", \"sigma\": 0.5}.");
        });
  }

  private static Delay uniform(Members members) {
    return Delay.uniform(needed(members, "min"), needed(members, "max"));
  }

  private static Delay logNormal(Members members) {
    return Delay.logNormal(
        needed(members, "median"),
        members
            .number("sigma", 0, WIDEST_SIGMA)
            .orElseThrow(() -> new BadControlRequestException("The delay needs sigma.")));
  }

  private static Duration needed(Members members, String name) {
    return members
        .duration(name)
        .orElseThrow(() -> new BadControlRequestException("The delay needs %s.".formatted(name)));
  }

  private Reply remove(ControlRequest request) {
    return Reply.json(200, Map.of("removed", faults.remove(name(request)) ? 1 : 0));
  }

  private Reply removeAll(ControlRequest request) {
    int removed = faults.all().size();
    faults.reset();
    return Reply.json(200, Map.of("removed", removed));
  }

  private static String name(ControlRequest request) {
    return request.item().orElse("");
  }

  private static Map<String, Object> described(SetFault set) {
    Fault fault = set.fault();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", set.name());
    fault.identity().ifPresent(identity -> entry.put("identity", Recipients.masked(identity)));
    fault.operation().ifPresent(operation -> entry.put("operation", operation));
    fault.delay().ifPresent(delay -> entry.put("delay", delay.described()));
    fault.kind().ifPresent(kind -> entry.put("fault", kind.key()));
    fault.kind().filter(FaultKind::canAct).ifPresent(kind -> entry.put("acts", fault.acts()));
    entry.put("probability", fault.probability());
    fault.times().ifPresent(times -> entry.put("times", times));
    set.left().ifPresent(left -> entry.put("left", left));
    entry.put("seed", fault.seed());
    return entry;
  }
}
