/**
 * Hosted accounts: entities of enterprises, made known by documented answers and by calls. Knows
 * the entities, the exchange and the flow.
 */
package io.github.qxylogin.mock.account;
