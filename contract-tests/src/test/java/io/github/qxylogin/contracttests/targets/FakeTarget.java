package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.TestUsers;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import java.util.Map;

/** Targets at an address, of which nothing was asked before. */
public final class FakeTarget {
  private FakeTarget() {}

  /**
   * Returns a mock server that this run is said to have started, and that asks for no signature.
   */
  public static Target mock(String url) {
    TestUsers testUsers =
        new GeneratedTestUsers(
            Values.DOCUMENTED,
            Contract.load(),
            new Caller(url),
            (operation, body, fault) -> Map.of());
    return mock(url, testUsers);
  }

  /** Returns a mock server of this run with other test users. */
  public static Target mock(String url, TestUsers testUsers) {
    return of(url, Target.Kind.OWN_MOCK, testUsers);
  }

  /** Returns a real target with the documented taxpayer. */
  public static Target real(String url) {
    return of(url, Target.Kind.REAL, user -> Values.DOCUMENTED);
  }

  private static Target of(String url, Target.Kind kind, TestUsers testUsers) {
    Caller caller = new Caller(url);
    return new Target(
        url,
        kind,
        false,
        testUsers,
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
        target.testUsers(),
        target.smsCodes(),
        target.caller(),
        other);
  }
}
