/** Compares two editions of the contract. Knows their documents, and nothing of calls or runs. */
package io.github.qxylogin.contracttests.changes;
