/**
 * A run as a page, as JSON, as JUnit XML, in a terminal and in GitHub Actions. It depends on the
 * run, what it covered and its drift report.
 */
package io.github.qxylogin.contracttests.report;
