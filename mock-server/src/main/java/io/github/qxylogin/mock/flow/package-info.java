/**
 * What a login leaves behind: tasks, sessions, limits, locks, tokens, and the clock that they run
 * on. Knows the exchange and the store.
 */
package io.github.qxylogin.mock.flow;
