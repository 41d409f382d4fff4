/**
 * Calls that others have recorded, read from files and from a mock server's journal. Knows the
 * drift.
 */
package io.github.qxylogin.contracttests.drift.recording;
