/**
 * All checks of a contract; {@code Checks} is the place to start. Knows the kinds of checks, of one
 * call and of flows.
 */
package io.github.qxylogin.contracttests.generate;
