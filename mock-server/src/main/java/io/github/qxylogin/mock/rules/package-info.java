/**
 * The ordered list of the rules that choose an answer; {@code Rules} is the place to start. Knows
 * the exchange, the flow and what is stubbed.
 */
package io.github.qxylogin.mock.rules;
