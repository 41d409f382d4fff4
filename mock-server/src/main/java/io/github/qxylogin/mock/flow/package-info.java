/**
 * What a login leaves behind: tasks, sessions, limits, locks, tokens, and the clock that they run
 * on. Depends on http and store.
 */
package io.github.qxylogin.mock.flow;
