/** What a server answers that the contract does not know. Knows the judge, and no target. */
package io.github.qxylogin.contracttests.drift;
