/**
 * Hosted accounts: entities of enterprises, from documented responses and from calls. Depends on
 * entity, http and flow.
 */
package io.github.qxylogin.mock.account;
