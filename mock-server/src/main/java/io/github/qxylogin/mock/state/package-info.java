/** The state of a mock, and the indexes of its contract. Depends on every package with state. */
package io.github.qxylogin.mock.state;
