/** Compares two editions of the contract. It depends on documents, not on calls or runs. */
package io.github.qxylogin.contracttests.changes;
