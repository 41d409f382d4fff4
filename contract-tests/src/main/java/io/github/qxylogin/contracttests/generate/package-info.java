/**
 * All checks of a contract; {@code Checks} is the place to start. Knows what a check is, and the
 * roles of the contract.
 */
package io.github.qxylogin.contracttests.generate;
