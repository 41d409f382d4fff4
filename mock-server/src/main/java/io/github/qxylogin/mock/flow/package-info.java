/**
 * The state of logins: tasks, sessions, limits, locks, tokens, and their clock. Depends on http and
 * store.
 */
package io.github.qxylogin.mock.flow;
