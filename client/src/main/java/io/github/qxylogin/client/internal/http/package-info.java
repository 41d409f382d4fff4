/**
 * A request on its way through OkHttp: its state, and the interceptors that it passes. No part of
 * the client's interface.
 */
@NullMarked
package io.github.qxylogin.client.internal.http;

import org.jspecify.annotations.NullMarked;
