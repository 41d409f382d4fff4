/**
 * Whether a response is as the contract has it, and what resulted from a check; {@code Difference} is
 * the rule. Only this package depends on the schema validator; it depends on checks, not on targets.
 */
package io.github.qxylogin.contracttests.judge;
