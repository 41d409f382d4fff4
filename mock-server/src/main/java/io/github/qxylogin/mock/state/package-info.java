/**
 * All that a mock remembers, as one, and what follows from its contract. Depends on every room with
 * state.
 */
package io.github.qxylogin.mock.state;
