/**
 * Runs the checks: which of them a target gets, how long it is waited for, which failures are
 * known. It depends on checks, targets and the judge.
 */
package io.github.qxylogin.contracttests.run;
