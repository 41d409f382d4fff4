package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.People;
import io.github.qxylogin.contracttests.check.People.Values;
import java.util.Map;

/** Targets at an address, of which nothing was asked before. */
public final class FakeTarget {
  private FakeTarget() {}

  /**
   * Returns a mock server that this run is said to have started, and that asks for no signature.
   */
  public static Target mock(String url) {
    People people =
        new Persons(
            Values.DOCUMENTED,
            Contract.load(),
            new Caller(url),
            (operation, body, fault) -> Map.of());
    return mock(url, people);
  }

  /** Returns a mock server of this run that knows other people. */
  public static Target mock(String url, People people) {
    return of(url, Target.Kind.OWN_MOCK, people);
  }

  /** Returns a real target whose taxpayer is the documented one. */
  public static Target real(String url) {
    return of(url, Target.Kind.REAL, whose -> Values.DOCUMENTED);
  }

  private static Target of(String url, Target.Kind kind, People people) {
    Caller caller = new Caller(url);
    return new Target(
        url,
        kind,
        false,
        people,
        new MockControl(caller, ""),
        caller,
        (operation, body, fault) -> Map.of());
  }

  /** Returns the same target, with other headers of signed calls. */
  public static Target with(Target target, Target.Authentication other) {
    return new Target(
        target.url(),
        target.kind(),
        target.authenticates(),
        target.people(),
        target.smsCodes(),
        target.caller(),
        other);
  }
}
