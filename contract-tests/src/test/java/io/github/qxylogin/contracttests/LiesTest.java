package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the lies that the profile of that name tells. */
class LiesTest {
  private static final int USUAL = 2;

  private final Contract contract = Contract.load();

  @Test
  void all_operators_applySomewhere() {
    assertThat(Operators.all())
        .allSatisfy(
            operator -> assertThat(operator.mutants(contract)).as(operator.name()).isNotEmpty());
  }

  @Test
  void of_usualSample_hasEveryOperationAndOperator() {
    List<Operator> operators = Operators.all();

    List<Mutant> sample = Sample.of(contract, operators, USUAL);

    assertThat(sample).extracting(Mutant::operation).containsAll(contract.operations());
    assertThat(sample).extracting(Mutant::operator).containsAll(operators);
    assertThat(sample).doesNotHaveDuplicates().hasSizeBetween(200, 300);
  }

  @Test
  void run_oneLieOfEachOperator_seesThem(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exitCode = new Lies(new PrintStream(out, true, StandardCharsets.UTF_8)).run(folder, 1);

    assertThat(exitCode).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(folder).isDirectoryContaining("glob:**kills.{json,md,html}");
  }
}
