/**
 * The ordered list of the rules that choose a response: start at {@code Rules}. Depends on http,
 * flow and stubbing.
 */
package io.github.qxylogin.mock.rules;
