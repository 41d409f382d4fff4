package io.github.qxylogin.contracttests.generate.flow;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Step;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the steps of one check, as a scenario tells them, for those who play its roles. */
final class Script {
  /** A call that succeeded, which later ones can take up. */
  private record Made(int step, String role, String label) {}

  private final Entry file;
  private final Scope scope;
  private final List<Step> steps = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private boolean entersCode;

  Script(Entry file, Scope scope) {
    this.file = file;
    this.scope = scope;
  }

  Cast cast() {
    return scope.cast();
  }

  /**
   * Returns the check.
   *
   * @param others the operations by which it differs from others of the same name
   */
  Check check(Entry scenario, List<String> others) {
    scenario.at("steps").list().forEach(this::step);
    Set<Need> needs = EnumSet.noneOf(Need.class);
    needs.addAll(file.at("needs").words(Need.class));
    needs.addAll(scenario.at("needs").words(Need.class));
    if (entersCode) {
      needs.add(Need.SMS_CODE);
    }
    Operation checked = cast().bound().get(cast().checked());
    return new Check(
        others.stream()
            .map(other -> "-with-" + other)
            .collect(joining("", checked.id() + "/flow/" + filled(scenario.at("name")), "")),
        checked,
        others.stream()
            .map(other -> ", with " + other)
            .collect(joining("", filled(scenario.at("about")), "")),
        needs,
        steps);
  }

  private String filled(Entry text) {
    return scope.filled(text).text();
  }

  /** A step is a word alone, or a word and what is told of it, and perhaps a condition. */
  private void step(Entry step) {
    if (step.node().isTextual()) {
      step(step, step.nothing());
    } else if (scope.hold(step)) {
      Map<String, Entry> members = step.members();
      members.keySet().removeAll(Scope.CONDITIONS);
      members.forEach((word, told) -> step(step.withText(word), told));
    }
  }

  private void step(Entry word, Entry told) {
    switch (word.text()) {
      case "wait" -> steps.add(pause(told));
      case "wait-nearly" -> steps.add(pause(told).nearly());
      case "wait-rest" -> steps.add(Step.Wait.rest());
      case "take-token" -> steps.add(new Step.TakeToken(last(told, told.text(), null)));
      case "part" -> part(word, told);
      default -> {
        word.knownIn(cast().roles().keySet());
        scope.each(told.at("for")).forEach(each -> calls(word.text(), told, each));
      }
    }
  }

  private void part(Entry word, Entry name) {
    Entry parts = file.at("parts");
    name.knownIn(parts.members().keySet());
    new Entry(word.place(), parts.at(name.text()).node()).list().forEach(this::step);
  }

  /** Returns a time that a flow tells, or that the success of its operation does. */
  private Step.Wait pause(Entry time) {
    Object told =
        cast().told(time).orElseThrow(() -> time.wrong("the contract tells no " + time.text()));
    if (told instanceof ZoneOffset midnight) {
      return Step.Wait.until(midnight);
    }
    return new Step.Wait(
        told instanceof JsonPointer at
            ? Duration.ofMillis(scope.operation(time).firstSuccess().answer().at(at).asLong())
            : (Duration) told);
  }

  private void calls(String role, Entry told, Scope each) {
    int times = told.at("times").present() ? each.number(told.at("times")) : 1;
    for (int i = 0; i < times; i++) {
      for (Operation operation : cast().all(role)) {
        ScenarioCall call = new ScenarioCall(this, each, role, operation, told);
        call.steps().forEach(step -> add(step, call));
      }
    }
  }

  private void add(Step step, ScenarioCall call) {
    if (step instanceof Step.Call && call.succeeds()) {
      made.add(new Made(steps.size(), call.role(), call.label()));
    }
    entersCode |= call.entersCode();
    steps.add(step);
  }

  /** Returns the last call of a role that succeeded, of all or of a label. */
  int last(Entry asked, String role, String label) {
    return made.stream()
        .filter(m -> m.role().equals(role) && (label == null || m.label().equals(label)))
        .reduce((earlier, later) -> later)
        .map(Made::step)
        .orElseThrow(
            () ->
                asked.wrong(
                    "no call of %s before it succeeds%s"
                        .formatted(role, label == null ? "" : " for " + label)));
  }
}
