/**
 * What a mock has to answer by the contract: questions for each operation and each role of a flow,
 * and mutations that show that the questions can fail. Knows the contract and a base URL; what is
 * expected is computed here, without the mock's own code.
 */
package io.github.qxylogin.mock.conformance;
