package io.github.qxylogin.contracttests.testing;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Judge.Observer;
import io.github.qxylogin.contracttests.run.KnownFailures;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Instant;
import java.time.InstantSource;

/** Suites that leave nothing out, accept nothing and do not wait. */
public final class Suites {
  private Suites() {}

  public static Suite of(
      Contract contract, Target target, Permissions permissions, Masking masking) {
    return of(contract, target, permissions, masking, InstantSource.system());
  }

  public static Suite of(
      Contract contract,
      Target target,
      Permissions permissions,
      Masking masking,
      InstantSource clock) {
    return of(
        contract,
        target,
        permissions,
        masking,
        clock,
        (check, call, request, response, findings) -> {});
  }

  public static Suite of(
      Contract contract,
      Target target,
      Permissions permissions,
      Masking masking,
      InstantSource clock,
      Observer observer) {
    Suite.Settings settings =
        new Suite.Settings(
            contract,
            target,
            masking,
            permissions,
            Selection.ALL,
            KnownFailures.NONE,
            pause -> {},
            clock,
            Instant.MAX,
            observer);
    return new Suite(settings);
  }
}
