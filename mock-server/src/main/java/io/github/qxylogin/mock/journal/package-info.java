/** The calls that were answered, with what is secret masked. Knows the exchange and the store. */
package io.github.qxylogin.mock.journal;
