package io.github.qxylogin.mock.redis;

/**
 * A value that waits to be numbered.
 *
 * @param at when it was told, in microseconds since 1970
 * @param session which one told it
 */
record Timed<V>(long at, String session, V value) {}
