/**
 * A store in Redis or Valkey, which several mock servers share. Depends on the store's interface
 * and on the contract's lifetimes.
 */
@NullMarked
package io.github.qxylogin.mock.redis;

import org.jspecify.annotations.NullMarked;
