/**
 * All that a mock remembers, as one, and what follows from its contract. Knows every room that
 * remembers something.
 */
package io.github.qxylogin.mock.state;
