package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.stubbing.Fault;
import io.github.qxylogin.mock.stubbing.Faults;
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

  /** What is told of a fault, its identity masked. */
  record Told(String name, @JsonUnwrapped Fault fault, @Nullable Integer left) {
    static Told of(Faults.Active set) {
      String identity = set.fault().identity();
      String masked = identity == null ? null : Recipients.masked(identity);
      return new Told(set.name(), set.fault().ofIdentity(masked), set.left());
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
    return ControlResource.removed(faults.removeIf(set -> set.name().equals(name(request))));
  }

  private Reply removeAll(ControlRequest request) {
    return ControlResource.removed(faults.removeIf(set -> true));
  }

  private static String name(ControlRequest request) {
    return request.item().orElse("");
  }
}
