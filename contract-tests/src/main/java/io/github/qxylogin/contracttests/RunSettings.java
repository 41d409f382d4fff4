package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.KnownFailures;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.text.Language;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the user wants of a run.
 *
 * @param permissions which calls may be made
 * @param selection which checks are made
 * @param known which failures are put up with
 * @param report where the reports go, if there are to be any
 * @param formats the reports that are written on demand alone
 * @param failOnDrift whether drift is a failure too
 * @param language the language of the reports
 * @param verbose whether every check gets a line
 */
record RunSettings(
    Permissions permissions,
    Selection selection,
    KnownFailures known,
    Optional<Path> report,
    Set<Reports.Format> formats,
    boolean failOnDrift,
    Language language,
    boolean verbose) {}
