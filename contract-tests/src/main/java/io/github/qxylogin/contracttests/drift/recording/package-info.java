/**
 * Calls of others, read from HTTP archives and judged as a run. Knows the judge, and how servers
 * are called.
 */
package io.github.qxylogin.contracttests.drift.recording;
