/**
 * The edits that describe drift, as an OpenAPI Overlay. It depends on calls and their findings, and
 * on nothing of runs or reports.
 */
package io.github.qxylogin.contracttests.drift;
