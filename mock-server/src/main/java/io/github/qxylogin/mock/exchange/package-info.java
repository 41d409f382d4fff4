/**
 * A request and what it is answered, as every room sees them. Knows the contract and nothing else
 * of the mock.
 */
package io.github.qxylogin.mock.exchange;
