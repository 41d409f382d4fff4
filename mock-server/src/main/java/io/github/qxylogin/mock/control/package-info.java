/** The control API under {@code /__mock}. Depends on http, flow, journal and stubbing. */
package io.github.qxylogin.mock.control;
