/**
 * Hosted accounts and enterprises, made known by documented answers and by calls. Knows the
 * exchange and the flow.
 */
package io.github.qxylogin.mock.account;
