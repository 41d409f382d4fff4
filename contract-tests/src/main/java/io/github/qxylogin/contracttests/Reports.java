package io.github.qxylogin.contracttests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes all reports of a run into a folder. */
final class Reports {
  /** The report that a person opens. */
  static final String PAGE = "contract-tests.html";

  /** A new report is a line here. */
  private static final List<Written> WRITTEN =
      List.of(
          new Written("TEST-contract-tests.xml", JunitReport::write),
          new Written("contract-tests.json", JsonReport::write),
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
  static void makeRoom(Path folder) {
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
   * Writes the reports, of as much as was run.
   *
   * @param endedEarly why not all checks were run, if so
   */
  static void write(Path folder, Suite suite, Instant start, Optional<String> endedEarly)
      throws IOException {
    write(folder, Report.of(suite, start, endedEarly));
  }

  static void write(Path folder, Report report) throws IOException {
    Files.createDirectories(folder);
    for (Written written : WRITTEN) {
      written.writing().write(folder.resolve(written.file()), report);
    }
  }
}
