package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the reports of a run into a folder. */
public final class Reports {
  /** The report that a person opens. */
  static final String PAGE = "contract-tests.html";

  /** The report that has everything. */
  public static final String JSON = "contract-tests.json";

  /** A report that is written on demand alone. */
  public enum Format {
    SARIF,
    HAR
  }

  /** All reports, in the order in which they are written. */
  private static final List<Written> WRITTEN =
      List.of(
          new Written(PAGE, Optional.empty(), HtmlReport::write),
          new Written("TEST-contract-tests.xml", Optional.empty(), JunitReport::write),
          new Written(JSON, Optional.empty(), JsonReport::write),
          new Written(DriftOverlay.FILE, Optional.empty(), Reports::writeEdits),
          new Written("contract-tests.sarif", Optional.of(Format.SARIF), SarifReport::write),
          new Written("contract-tests.har", Optional.of(Format.HAR), HarReport::write));

  private interface Writing {
    void write(Path file, Report report) throws IOException;
  }

  private record Written(String file, Optional<Format> format, Writing writing) {}

  private Reports() {}

  private static void writeEdits(Path file, Report report) throws IOException {
    Files.writeString(file, report.edits().map(DriftOverlay::yaml).orElse(""));
  }

  /**
   * Makes sure that reports can be written, and deletes those of an earlier run.
   *
   * @throws CouldNotRunException if that cannot be done
   */
  public static void makeRoom(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "report", ".tmp"));
      for (Written written : WRITTEN) {
        Files.deleteIfExists(folder.resolve(written.file()));
      }
    } catch (IOException | UnsupportedOperationException | SecurityException unwritable) {
      throw new CouldNotRunException("the reports cannot be written to " + folder, unwritable);
    }
  }

  public static boolean isWritten(Path folder) {
    return Files.exists(folder.resolve(PAGE));
  }

  /**
   * Writes the reports, each beside its place and then renamed, so that none is ever half written.
   * One that cannot be written does not cost the others. A run without any outcome has none.
   *
   * @param formats the reports that are written on demand
   * @throws CouldNotRunException if one could not be written; naming it
   */
  public static void write(Path folder, Report report, Set<Format> formats) {
    if (report.outcomes().isEmpty()) {
      return;
    }
    List<String> unwritten = new ArrayList<>();
    Optional<Exception> first = Optional.empty();
    for (Written written : WRITTEN) {
      if (written.format().map(formats::contains).orElse(true)) {
        try {
          write(folder, written, report);
        } catch (IOException | RuntimeException unwritable) {
          unwritten.add(written.file());
          first = first.or(() -> Optional.of(unwritable));
        }
      }
    }
    if (first.isPresent()) {
      throw new CouldNotRunException(
          "%s cannot be written to %s: %s"
              .formatted(String.join(", ", unwritten), folder, reason(first.get())),
          first.get());
    }
  }

  private static void write(Path folder, Written written, Report report) throws IOException {
    Files.createDirectories(folder);
    Path beside = folder.resolve(written.file() + ".tmp");
    try {
      written.writing().write(beside, report);
      Files.move(beside, folder.resolve(written.file()), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
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
