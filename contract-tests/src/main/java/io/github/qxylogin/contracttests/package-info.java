/**
 * The contract tests: sends a server all documented requests, and judges the responses by the
 * contract. This package has the commands and the entry for JUnit; it depends on every package but
 * the walkthrough.
 *
 * <pre>{@code
 * java -jar contract-tests/target/qixiangyun-login-contract-tests.jar --report target/report
 * }</pre>
 */
package io.github.qxylogin.contracttests;
