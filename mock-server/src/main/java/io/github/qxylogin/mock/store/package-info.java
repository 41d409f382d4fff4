/**
 * The state of a sandbox: tables and logs, in memory or in a {@link
 * io.github.qxylogin.mock.store.Storage}. Depends on contract and text.
 */
package io.github.qxylogin.mock.store;
