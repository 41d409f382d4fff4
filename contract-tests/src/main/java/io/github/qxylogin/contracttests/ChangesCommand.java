package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.changes.Changes;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two editions of the contract, and prints the differences. */
@Command(
    name = "changes",
    resourceBundle = "io.github.qxylogin.contracttests.help",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false)
final class ChangesCommand implements Callable<Integer> {
  private final Masking masking;
  private final RunEnvironment environment;

  @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "old")
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "new")
  private Path latest;

  @Option(names = "--format", paramLabel = "NAME", descriptionKey = "changes-format")
  private Changes.Format format = Changes.Format.MARKDOWN;

  @Option(names = "--fail-on", paramLabel = "NAME")
  private Failure failure = Failure.BREAKING;

  @Option(names = "--lang", paramLabel = "en|zh")
  private Optional<Language> lang = Optional.empty();

  private enum Failure {
    ANY,
    BREAKING,
    NONE
  }

  ChangesCommand(Masking masking, RunEnvironment environment) {
    this.masking = masking;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      Changes changes = Changes.between(old, latest);
      environment.out().print(changes.text(format, lang.orElse(environment.language())));
      boolean fails =
          failure == Failure.ANY
              ? !changes.areNone()
              : failure == Failure.BREAKING && changes.areBreaking();
      return fails ? Ending.BREAKS : 0;
    } catch (RuntimeException | Error cannot) { // Any document may be given.
      return Ending.of(cannot, "Cannot compare the editions: ", masking, environment.err());
    }
  }
}
