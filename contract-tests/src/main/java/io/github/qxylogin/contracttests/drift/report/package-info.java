/** The drift as a page, as data and as an overlay. Knows the drift and its edits. */
package io.github.qxylogin.contracttests.drift.report;
