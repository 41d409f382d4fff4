/**
 * How much of the contract was seen, and why the rest was not. Knows the kinds of checks, and what
 * became of them.
 */
package io.github.qxylogin.contracttests.coverage;
