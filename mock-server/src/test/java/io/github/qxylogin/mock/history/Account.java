package io.github.qxylogin.mock.history;

/**
 * A login account of a person.
 *
 * @param taxpayer the taxpayer number that it is used for
 * @param id the {@code accountId} that the documentation's formula gives
 */
record Account(String taxpayer, String id) {}
