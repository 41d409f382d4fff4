/**
 * The control API under {@code /__mock}, and the documents that the mock serves. Knows the
 * exchange, the flow, the journal and what is stubbed.
 */
package io.github.qxylogin.mock.control;
