/**
 * A run as a page, as JSON, as JUnit XML, in a terminal and in GitHub Actions. It depends on the
 * run, its coverage and its drift report.
 */
package io.github.qxylogin.contracttests.report;
