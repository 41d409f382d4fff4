/**
 * The edits that describe drift, as an OpenAPI Overlay. Knows calls and their findings, and nothing
 * of runs or reports.
 */
package io.github.qxylogin.contracttests.drift;
