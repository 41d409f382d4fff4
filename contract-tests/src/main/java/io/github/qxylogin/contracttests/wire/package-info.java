/**
 * What goes over the wire: a response, its envelope, the texts and types of JSON, places in a body.
 * Knows the contract and nothing else of the suite.
 */
package io.github.qxylogin.contracttests.wire;
