/**
 * All checks of a contract; {@code Checks} is the place to start. It depends on checks and the
 * roles of the contract.
 */
package io.github.qxylogin.contracttests.generate;
