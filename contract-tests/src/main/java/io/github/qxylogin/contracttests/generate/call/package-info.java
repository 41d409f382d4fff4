/**
 * The kinds of checks that send one call: documented cases, faults of headers, fields and bodies,
 * forms. Knows what a check is.
 */
package io.github.qxylogin.contracttests.generate.call;
