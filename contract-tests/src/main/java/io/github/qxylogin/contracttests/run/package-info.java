/**
 * Runs the checks: which of them a target gets, how long it is waited for, which failures are
 * known. Knows checks, target, judge and coverage.
 */
package io.github.qxylogin.contracttests.run;
