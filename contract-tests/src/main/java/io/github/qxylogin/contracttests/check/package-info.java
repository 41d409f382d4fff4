/**
 * What a check is: its steps, what they send, for whom, and what has to be answered. Knows the
 * wire, and neither how a check is made nor how it is sent or judged.
 */
package io.github.qxylogin.contracttests.check;
