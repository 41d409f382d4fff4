/**
 * The wire format: a response, its envelope, the texts and types of JSON, places in a body. It
 * depends on the contract only.
 */
package io.github.qxylogin.contracttests.wire;
