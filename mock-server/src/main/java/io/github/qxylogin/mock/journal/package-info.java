/** The calls that were answered, with what is secret masked. Knows the exchange. */
package io.github.qxylogin.mock.journal;
