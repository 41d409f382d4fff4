/**
 * A store in Redis or Valkey, which several mock servers share. Knows the store's interface, and of
 * the contract how long things live.
 */
@NullMarked
package io.github.qxylogin.mock.redis;

import org.jspecify.annotations.NullMarked;
