/**
 * Requests and responses, as every room sees them. Depends on the contract, the store and the
 * texts.
 */
package io.github.qxylogin.mock.http;
