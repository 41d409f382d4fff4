/**
 * Texts for people, in their language: secrets and personal data are masked; signs
 * of markup escaped, names that were mistyped, why nothing could be run; the templates of reports.
 * It depends on the wire, and on how the mock server translates and finds mistyped names.
 */
package io.github.qxylogin.contracttests.text;
