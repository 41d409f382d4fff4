/**
 * Makes callbacks in place of the platform: their addresses, bodies and retries. Depends on flow
 * and journal.
 */
package io.github.qxylogin.mock.callback;
