/**
 * What a sandbox remembers: tables and logs, in memory or wherever a {@link
 * io.github.qxylogin.mock.store.Storage} keeps them. Knows the contract and the texts.
 */
package io.github.qxylogin.mock.store;
