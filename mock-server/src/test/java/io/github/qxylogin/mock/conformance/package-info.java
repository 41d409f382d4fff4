/**
 * The responses that the contract requires of a mock: questions for each operation and each role of
 * a flow, and mutations that show that the questions can fail. Depends on the contract and a base
 * URL; what is expected is computed here, without the mock's own code.
 */
package io.github.qxylogin.mock.conformance;
