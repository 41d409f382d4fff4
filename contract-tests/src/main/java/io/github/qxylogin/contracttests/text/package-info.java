/**
 * What people read, in their language: secrets masked, and of responses what may be somebody's;
 * signs of markup escaped, names that were mistyped, why nothing could be run; the templates of
 * reports. Knows the wire, and how the mock server translates and finds mistyped names.
 */
package io.github.qxylogin.contracttests.text;
