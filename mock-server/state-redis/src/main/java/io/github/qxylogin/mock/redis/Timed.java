package io.github.qxylogin.mock.redis;

/**
 * A value that waits to be numbered.
 *
 * @param at when it was told, in microseconds since 1970
 * @param session which one told it
 * @param count tells it from all others of its session
 */
record Timed<V>(long at, String session, long count, V value) {}
