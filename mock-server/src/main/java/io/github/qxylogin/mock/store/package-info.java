/**
 * What a sandbox remembers: tables and feeds, in memory or wherever a {@link
 * io.github.qxylogin.mock.store.Store} keeps them. Knows the contract, and nothing of the mock.
 */
package io.github.qxylogin.mock.store;
