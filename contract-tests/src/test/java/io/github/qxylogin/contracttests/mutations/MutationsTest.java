package io.github.qxylogin.contracttests.mutations;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.testing.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few of the mutations that the profile of that name makes. */
class MutationsTest {
  private static final int USUAL = 2;
  private static final Contract CONTRACT = Contract.load();
  private static final List<Integer> SIZES = sizes();

  @Test
  void all_operators_applySomewhere() {
    assertThat(Operators.all())
        .allSatisfy(
            operator -> assertThat(operator.mutants(CONTRACT)).as(operator.name()).isNotEmpty());
  }

  @Test
  void mutants_usualSample_hasEveryOperator() {
    List<Operator> operators = Operators.all();

    List<Mutant> sample = new Mutations(operators, System.out).mutants(USUAL);

    assertThat(sample).extracting(Mutant::operator).containsAll(operators);
    assertThat(sample).doesNotHaveDuplicates().hasSizeBetween(150, 300);
  }

  /** How many of them are detected, only the profile shows. */
  @ParameterizedTest
  @CsvSource({
    "../README.md, 'of (\\d+) contract violations .*? of (\\d+) harmless'",
    "../README.zh-CN.md, '(\\d+) 个变异.*?(\\d+) 个无害'",
    "README.md, 'of (\\d+) mutations.*? of (\\d+) harmless'"
  })
  void usualSample_isAsLargeAsThePagesSay(String page, String sizes) throws IOException {
    MatchResult found =
        Pattern.compile(sizes, Pattern.DOTALL)
            .matcher(Files.readString(Path.of(page)))
            .results()
            .findFirst()
            .orElseThrow();

    assertThat(Stream.of(1, 2).map(found::group).map(Integer::valueOf).toList()).isEqualTo(SIZES);
  }

  /** Returns how many break the contract, and how many do not. */
  private static List<Integer> sizes() {
    Mutations mutations = new Mutations(Operators.all(), System.out);
    Map<Boolean, List<Mutant>> mutants =
        mutations.mutants(USUAL).stream().collect(partitioningBy(Mutations::isHarmless));
    return List.of(mutants.get(false).size(), mutants.get(true).size());
  }

  /** Those that an earlier version did not detect. */
  @Slow
  @Test
  void tried_mutationsOfARealTarget_areSeen() {
    try (MutatedPlatform mutated = MutatedPlatform.start(CONTRACT)) {
      assertThat(
              lines(
                  mutated,
                  "wrong-secret-accepted fetchToken every call",
                  "error-with-success-flipped checkSession token-missing",
                  "unknown-task-accepted uploadSmsCode every task",
                  "wrong-sms-code-accepted uploadSmsCode every task",
                  "accepts-missing-field uploadSmsCode smsCode",
                  "accepts-missing-field checkSession accountId",
                  "session-always-held checkSession every session",
                  "session-always-ended checkSession every session",
                  "drop-member getQrCode issued /data/qrcodeId",
                  "boolean-as-text uploadCookie valid /data/valid",
                  "resend-limit-ignored sendSmsCode every second SMS",
                  "success-flipped checkSession every response",
                  "neighbour-named sendSmsCode gryhm"))
          .allMatch(line -> line.startsWith("red by "));
      assertThat(lines(mutated, "members-reversed findAccounts")).containsExactly("green");
    }
  }

  /** Returns the verdict of the first mutation with this prefix. */
  private static List<String> lines(MutatedPlatform mutated, String... names) {
    return Stream.of(names)
        .map(MutationsTest::named)
        .map(mutant -> mutated.tried(mutant).line() + " (" + mutant + ")")
        .map(line -> line.startsWith("green") ? line.replaceFirst(" \\(members.*", "") : line)
        .toList();
  }

  private static Mutant named(String start) {
    return Operators.all().stream()
        .flatMap(operator -> operator.mutants(CONTRACT))
        .filter(mutant -> mutant.name().startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no mutation " + start));
  }

  @Slow
  @Test
  void run_oneOperator_writesATable(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Operator> operators =
        Operators.all().stream().filter(o -> o.name().equals("body-empty")).toList();

    int exitCode =
        new Mutations(operators, new PrintStream(out, true, StandardCharsets.UTF_8)).run(folder, 1);

    assertThat(exitCode).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(folder).isDirectoryContaining("glob:**kills.{json,md,html}");
  }

  /** Of what can be asked without a cost, nothing is excused. */
  @Test
  void reason_mutationsThatAReadingRunSees_haveNone() {
    assertThat(
            Stream.of(
                "boolean-flipped checkSession invalid /data",
                "success-flipped checkSession",
                "code-of-another-family findAccounts not-logged-in",
                "boolean-flipped findAccounts not-logged-in /success"))
        .allSatisfy(name -> assertThat(Survival.reason(named(name))).as(name).isEmpty());
  }
}
