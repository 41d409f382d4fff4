/**
 * Token stores on Redis or Valkey, so that several processes share one access token.
 *
 * <p>It depends only on the client's {@link io.github.qxylogin.client.spi.TokenStore} and a Redis
 * client.
 */
@NullMarked
package io.github.qxylogin.redis;

import org.jspecify.annotations.NullMarked;
