/**
 * The contract tests: sends a server all documented requests, and judges the
 * responses by the contract. Here are the commands and the door for JUnit, which know every room but
 * the walkthrough.
 *
 * <pre>{@code
 * java -jar contract-tests/target/qixiangyun-login-contract-tests.jar --report target/report
 * }</pre>
 */
package io.github.qxylogin.contracttests;
