/**
 * The kinds of checks that follow the contract's links from call to call: logins, tasks, limits,
 * locks, sessions, hosted accounts, tokens. Knows what a check is, and the kinds of one call, which
 * are also tried on the way.
 */
package io.github.qxylogin.contracttests.generate.flow;
