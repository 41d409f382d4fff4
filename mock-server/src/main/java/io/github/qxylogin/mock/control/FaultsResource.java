package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.FaultKind;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.stubbing.Fault;
import io.github.qxylogin.mock.stubbing.Faults;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets, tells and removes faults; no identity is ever told in clear. */
final class FaultsResource {
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

  /** What is told of a fault: its identity is masked, and acts is told of those that can. */
  private record Told(
      String name,
      @Nullable String identity,
      @Nullable String operation,
      @Nullable Duration delay,
      @Nullable FaultKind fault,
      @Nullable Boolean acts,
      @Nullable Integer times,
      @Nullable Integer left) {
    static Told of(Faults.Active set) {
      Fault fault = set.fault();
      return new Told(
          set.name(),
          fault.identity() == null ? null : Recipients.masked(fault.identity()),
          fault.operation(),
          fault.delay(),
          fault.kind(),
          (fault.kind() != null && fault.kind().canAct()) ? fault.acts() : null,
          fault.times(),
          set.left());
    }
  }

  private Reply list(ControlRequest request) {
    return ControlJson.reply(faults.all().stream().map(Told::of).toList());
  }

  private Reply read(ControlRequest request) {
    return faults
        .of(name(request))
        .map(set -> ControlJson.reply(Told.of(set)))
        .orElseGet(() -> Reply.problem(404, "Nothing set", "No fault of this name is set."));
  }

  private Reply set(ControlRequest request) {
    Fault fault = ControlJson.read(request.body(), Fault.class);
    return ControlJson.reply(Told.of(faults.set(name(request), fault)));
  }

  private Reply remove(ControlRequest request) {
    return ControlResource.removed(faults.remove(name(request)) ? 1 : 0);
  }

  private Reply removeAll(ControlRequest request) {
    int removed = faults.all().size();
    faults.reset();
    return ControlResource.removed(removed);
  }

  private static String name(ControlRequest request) {
    return request.item().orElse("");
  }
}
