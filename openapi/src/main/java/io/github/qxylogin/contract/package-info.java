/**
 * The contract: the requests and responses of the login API, read from the bundled OpenAPI
 * document.
 *
 * <pre>{@code
 * Contract contract = Contract.load();
 * Operation upload = contract.operation("uploadSmsCode");
 * JsonNode response = upload.documentedCase("logged-in").response();
 * }</pre>
 */
@NullMarked
package io.github.qxylogin.contract;

import org.jspecify.annotations.NullMarked;
