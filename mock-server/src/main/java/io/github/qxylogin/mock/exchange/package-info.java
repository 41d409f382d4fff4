/** Requests and responses, as every room sees them. Depends on the contract and on the store. */
package io.github.qxylogin.mock.exchange;
