/**
 * The checks that follow the contract's links from call to call, as the files of {@code scenarios/}
 * tell them: a role is played by every operation that can. Knows what a check is, and the kinds of
 * one call, which are also tried on the way.
 */
package io.github.qxylogin.contracttests.generate.flow;
