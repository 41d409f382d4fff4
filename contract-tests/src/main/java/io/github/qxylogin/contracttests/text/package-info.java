/**
 * What people read: secrets masked, signs of markup escaped, names that were mistyped, why nothing
 * could be run. Knows the wire.
 */
package io.github.qxylogin.contracttests.text;
