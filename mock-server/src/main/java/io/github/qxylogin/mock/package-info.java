/**
 * The mock server: answers the login API from the contract, with the flows' state, offline.
 *
 * <pre>{@code
 * try (LoginMock mock = LoginMock.start()) {
 *   post(mock.url() + "/v2/public/login/multiacc/dpptpushsms", body);
 * }
 * }</pre>
 */
package io.github.qxylogin.mock;
