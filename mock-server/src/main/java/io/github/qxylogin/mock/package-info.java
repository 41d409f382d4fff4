/**
 * The mock server: serves the login API from the contract, with the state of the flows, offline.
 *
 * <pre>{@code
 * try (LoginMock mock = LoginMock.start()) {
 *   post(mock.url() + "/v2/public/login/multiacc/dpptpushsms", body);
 * }
 * }</pre>
 */
package io.github.qxylogin.mock;
