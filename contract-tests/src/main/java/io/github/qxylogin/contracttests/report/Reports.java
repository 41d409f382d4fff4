package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes the reports of a run into a folder. */
public final class Reports {
  /** The report that a person opens. */
  static final String PAGE = "contract-tests.html";

  /** The report that has everything. */
  public static final String JSON = "contract-tests.json";

  /** A response that differs in more places is wrong altogether. */
  static final int MOST_FINDINGS = 100;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A report that is written on demand alone. */
  public enum Format {
    SARIF,
    HAR
  }

  /** All reports, in the order in which they are written. */
  private static final List<Written> WRITTEN =
      List.of(
          new Written(PAGE, HtmlReport::of),
          new Written("TEST-contract-tests.xml", JunitReport::of),
          new Written(JSON, Reports::machineReadable),
          new Written(DriftOverlay.FILE, r -> r.edits().yaml()),
          new Written("contract-tests.sarif", Optional.of(Format.SARIF), Reports::sarif),
          new Written("contract-tests.har", Optional.of(Format.HAR), Reports::har));

  private record Written(String file, Optional<Format> format, Function<Report, String> text) {
    Written(String file, Function<Report, String> text) {
      this(file, Optional.empty(), text);
    }
  }

  private Reports() {}

  /** Returns the report for machines, with all calls; {@code json.jte} describes its format. */
  static String machineReadable(Report report) {
    return Markup.rendered("json", report);
  }

  /**
   * Returns a report for code scanning, SARIF 2.1.0: a rule for each kind of difference, and a
   * result for each finding, at the contract's file of the operation.
   */
  static String sarif(Report report) {
    return Markup.rendered("sarif", report);
  }

  /**
   * Returns the calls of a run as an HTTP archive, HAR 1.2, which developer tools open. Bodies are
   * masked, and headers that authenticate a call are left out.
   */
  static String har(Report report) {
    return Markup.rendered("har", report);
  }

  /** Returns a value as JSON. */
  static String json(Object value) {
    return MAPPER.valueToTree(value).toString();
  }

  /** Returns a text for people as a string of JSON. */
  static String readable(String text) {
    return json(Markup.printable(Markup.shortened(text)));
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
    Map<String, Exception> unwritten = new LinkedHashMap<>();
    for (Written written : WRITTEN) {
      if (written.format().map(formats::contains).orElse(true)) {
        try {
          write(folder, written, report);
        } catch (IOException | RuntimeException unwritable) {
          unwritten.put(written.file(), unwritable);
        }
      }
    }
    if (!unwritten.isEmpty()) {
      Exception first = unwritten.values().iterator().next();
      String names = String.join(", ", unwritten.keySet());
      throw new CouldNotRunException(
          names + " cannot be written to " + folder + ": " + reason(first), first);
    }
  }

  private static void write(Path folder, Written written, Report report) throws IOException {
    Files.createDirectories(folder);
    Path beside = folder.resolve(written.file() + ".tmp");
    try {
      // Unlike writeString, this accepts the half surrogate pairs that a server may send.
      Files.write(beside, written.text().apply(report).getBytes(UTF_8));
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
