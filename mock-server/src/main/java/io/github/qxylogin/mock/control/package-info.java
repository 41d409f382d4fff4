/**
 * The control API under {@code /__mock}. Knows the exchange, the flow, the journal and what is
 * stubbed.
 */
package io.github.qxylogin.mock.control;
