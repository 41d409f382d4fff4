/**
 * Token stores on Redis or Valkey, so that a fleet of processes fetches one access token.
 *
 * <p>Knows the client's {@link io.github.qxylogin.client.spi.TokenStore} and a Redis client, no
 * more.
 */
@NullMarked
package io.github.qxylogin.redis;

import org.jspecify.annotations.NullMarked;
