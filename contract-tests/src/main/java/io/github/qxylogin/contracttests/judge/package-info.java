/**
 * Whether a response is as the contract has it, and what resulted from a check; {@code Difference} is
 * the rule. The only room that knows the schema validator; knows what a check is, and no target.
 */
package io.github.qxylogin.contracttests.judge;
