/**
 * A whole login through the generated client, step by step, as {@code ./run} shows it: the only
 * package that depends on the client.
 */
package io.github.qxylogin.contracttests.walkthrough;
