/**
 * The contract: what the login API takes and answers, read from the bundled OpenAPI document.
 *
 * <pre>{@code
 * Contract contract = Contract.load();
 * Operation upload = contract.operation("uploadSmsCode");
 * JsonNode answer = upload.documentedCase("logged-in").answer();
 * }</pre>
 */
@NullMarked
package io.github.qxylogin.contract;

import org.jspecify.annotations.NullMarked;
