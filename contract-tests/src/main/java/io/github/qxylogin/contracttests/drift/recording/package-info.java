/**
 * Calls of others, read from HTTP archives and judged as a run. It depends on the judge, and on how
 * servers are called.
 */
package io.github.qxylogin.contracttests.drift.recording;
