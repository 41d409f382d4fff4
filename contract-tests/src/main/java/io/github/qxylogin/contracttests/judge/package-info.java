/**
 * Judges responses by the contract, and holds the outcomes of checks; {@code Difference} is the
 * rule. Only this package depends on the schema validator; it depends on checks, not on targets.
 */
package io.github.qxylogin.contracttests.judge;
