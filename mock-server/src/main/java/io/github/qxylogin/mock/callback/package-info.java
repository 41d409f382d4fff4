/**
 * Calls that the mock makes in the platform's place: to which address, what with, and when again.
 * Knows the flow and the journal.
 */
package io.github.qxylogin.mock.callback;
