package io.github.qxylogin.contracttests.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.mutations.Trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operator TRUNCATED =
      Operator.mutation("truncated", (contract, operation) -> Stream.empty()).of("members");
  private static final Operator REWORDED =
      Operator.harmless("reworded", (contract, operation) -> Stream.empty());

  @Test
  void enough_95PerCentSeen_isEnough() {
    assertThat(new Kills(mutations(19, 1)).enough()).isTrue();
  }

  @Test
  void enough_fewerSeen_isNot() {
    assertThat(new Kills(mutations(18, 1)).enough()).isFalse();
  }

  @Test
  void enough_falseAlarm_isNot() {
    List<Trial> trials =
        Stream.concat(mutations(20, 0).stream(), Stream.of(harmless(Verdict.RED))).toList();

    assertThat(new Kills(trials).enough()).isFalse();
  }

  @Test
  void enough_noMutationAtAll_isNot() {
    assertThat(new Kills(List.of(harmless(Verdict.GREEN))).enough()).isFalse();
  }

  @Test
  void right_suiteCrashed_isNeverRight() {
    assertThat(harmless(Verdict.CRASHED).right()).isFalse();
    assertThat(mutation(Verdict.CRASHED).right()).isFalse();
  }

  @Test
  void text_survivor_isNamedAndUnexplained() {
    Kills kills = new Kills(List.of(mutation(Verdict.RED), mutation(Verdict.GREEN)));

    assertThat(new KillTable(kills).text())
        .isEqualTo(
            """
            truncated                            1/2
            of members                           1/2 (50.0 %)
            ✗ truncated fetchToken everywhere: unexplained
            1 of 2 mutations detected (50.0 %), 0 false alarms among 0 harmless changes""");
  }

  @Test
  void write_mutationsThatNoRealTargetShows_areListedWithTheirReasons(@TempDir Path folder)
      throws IOException {
    new KillTable(new Kills(List.of())).write(folder);

    assertThat(folder.resolve("kills.html"))
        .content()
        .contains(Survival.OF_REAL_TARGETS.stream().map(Survival::reason).toList());
  }

  private static List<Trial> mutations(int seen, int survived) {
    return Stream.concat(
            Collections.nCopies(seen, mutation(Verdict.RED)).stream(),
            Collections.nCopies(survived, mutation(Verdict.GREEN)).stream())
        .toList();
  }

  private static Trial mutation(Verdict verdict) {
    return trial(TRUNCATED, verdict);
  }

  private static Trial harmless(Verdict verdict) {
    return trial(REWORDED, verdict);
  }

  private static Trial trial(Operator operator, Verdict verdict) {
    Mutant mutant =
        new Mutant(operator, CONTRACT.operations().get(0), "everywhere", () -> Mutation.NONE);
    return new Trial(mutant, verdict, "check", "words", Duration.ZERO);
  }
}
