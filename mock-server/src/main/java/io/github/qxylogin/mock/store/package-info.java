/**
 * What a sandbox remembers: tables and logs, in memory or wherever a {@link
 * io.github.qxylogin.mock.store.Storage} keeps them. Depends on contract and text.
 */
package io.github.qxylogin.mock.store;
