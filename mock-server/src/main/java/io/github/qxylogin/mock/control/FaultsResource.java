package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.stubbing.Fault;
import io.github.qxylogin.mock.stubbing.Faults;
import org.jspecify.annotations.Nullable;

/** Sets, shows and removes faults; no identity is ever shown in clear. */
record FaultsResource(Faults faults) {

  record FaultView(String name, @JsonUnwrapped Fault fault, @Nullable Integer left) {
    static FaultView of(Faults.Active set) {
      String identity = set.fault().identity();
      String masked = identity == null ? null : Recipients.masked(identity);
      Fault shown = set.fault().with(masked, set.fault().times());
      return new FaultView(set.name(), shown, set.left());
    }
  }

  MockResponse list(ControlRequest request) {
    return ControlJson.response(faults.all().stream().map(FaultView::of).toList());
  }

  MockResponse read(ControlRequest request) {
    return faults
        .of(request.item())
        .map(set -> ControlJson.response(FaultView.of(set)))
        .orElseGet(() -> MockResponse.problem(404, "control.no-fault"));
  }

  MockResponse set(ControlRequest request) {
    Fault fault = request.body(Fault.class);
    return ControlJson.response(FaultView.of(faults.set(request.item(), fault)));
  }

  MockResponse remove(ControlRequest request) {
    return ControlApi.removed(faults.removeIf(set -> set.name().equals(request.item())));
  }

  MockResponse removeAll(ControlRequest request) {
    return ControlApi.removed(faults.removeIf(set -> true));
  }
}
