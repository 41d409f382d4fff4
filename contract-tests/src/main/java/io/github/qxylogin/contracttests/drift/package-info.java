/**
 * What a server answers that the contract does not know, and what of the evidence may be shown.
 * Knows the judge, and no target.
 */
package io.github.qxylogin.contracttests.drift;
