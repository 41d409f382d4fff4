/**
 * A check: its steps, their requests, test users and expected responses. It depends on the wire,
 * and neither how a check is made nor how it is sent or judged.
 */
package io.github.qxylogin.contracttests.check;
