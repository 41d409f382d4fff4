package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes all reports of a run into a folder. */
public final class Reports {
  /** The report that a person opens. */
  static final String PAGE = "contract-tests.html";

  /** The report that has everything. */
  public static final String JSON = "contract-tests.json";

  /** A new report is a line here. */
  private static final List<Written> WRITTEN =
      List.of(
          new Written("TEST-contract-tests.xml", JunitReport::write),
          new Written(JSON, JsonReport::write),
          new Written("contract-tests.sarif", SarifReport::write),
          new Written("contract-tests.ctrf.json", CtrfReport::write),
          new Written(PAGE, HtmlReport::write));

  private interface Writing {
    void write(Path file, Report report) throws IOException;
  }

  private record Written(String file, Writing writing) {}

  private Reports() {}

  /**
   * Makes sure that reports can be written, and takes away those of an earlier run.
   *
   * @throws CouldNotRunException if that cannot be done
   */
  public static void makeRoom(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "report", ".tmp"));
      Stream<String> written = WRITTEN.stream().map(Written::file);
      for (String file : Stream.concat(written, DriftReport.FILES.stream()).toList()) {
        Files.deleteIfExists(folder.resolve(file));
      }
    } catch (IOException | UnsupportedOperationException | SecurityException unwritable) {
      throw new CouldNotRunException("the reports cannot be written to " + folder, unwritable);
    }
  }

  /**
   * Writes the reports; one that cannot be written does not cost the others.
   *
   * @throws CouldNotRunException if one could not be written; naming it
   */
  public static void write(Path folder, Report report, DriftReport drift) {
    List<Written> all = new ArrayList<>(WRITTEN);
    all.add(new Written(DriftReport.PAGE, (file, r) -> drift.write(folder, report.language())));
    List<String> unwritten = new ArrayList<>();
    Optional<Exception> first = Optional.empty();
    for (Written written : all) {
      try {
        Files.createDirectories(folder);
        written.writing().write(folder.resolve(written.file()), report);
      } catch (IOException | RuntimeException unwritable) {
        unwritten.add(written.file());
        first = first.or(() -> Optional.of(unwritable));
      }
    }
    if (first.isPresent()) {
      throw new CouldNotRunException(
          "%s cannot be written to %s: %s"
              .formatted(String.join(", ", unwritten), folder, reason(first.get())),
          first.get());
    }
  }

  /** The message of these is a file's name, with a reason or without. */
  private static String reason(Exception unwritable) {
    Optional<String> reason =
        unwritable instanceof FileSystemException file
            ? Optional.ofNullable(file.getReason())
            : Optional.ofNullable(unwritable.getMessage());
    return reason.orElseGet(unwritable.getClass()::getSimpleName);
  }
}
