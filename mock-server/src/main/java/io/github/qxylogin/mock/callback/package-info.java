/**
 * Calls that the mock makes in the platform's place: to which address, what with, and when again.
 * Depends on flow and journal.
 */
package io.github.qxylogin.mock.callback;
