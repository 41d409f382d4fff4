/**
 * A request and what it is answered, as every room sees them. Knows the contract and nothing else
 * of the mock but the store.
 */
package io.github.qxylogin.mock.exchange;
