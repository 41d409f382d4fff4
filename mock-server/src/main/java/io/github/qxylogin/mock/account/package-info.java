/**
 * Hosted accounts and enterprises, made known by documented answers and by calls. Knows the
 * exchange, the flow and the store.
 */
package io.github.qxylogin.mock.account;
