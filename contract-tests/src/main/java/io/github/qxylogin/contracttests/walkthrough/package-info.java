/**
 * A whole login through the generated client, step by step, as {@code ./run} shows it: the only
 * room that knows the client.
 */
package io.github.qxylogin.contracttests.walkthrough;
