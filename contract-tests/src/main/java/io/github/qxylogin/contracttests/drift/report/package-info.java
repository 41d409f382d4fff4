/** The drift as a page, as data and as a patch. Knows the drift and its edit. */
package io.github.qxylogin.contracttests.drift.report;
