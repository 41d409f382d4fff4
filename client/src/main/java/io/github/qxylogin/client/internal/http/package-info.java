/** The OkHttp interceptors, and the state of a call. Not part of the client's API. */
@NullMarked
package io.github.qxylogin.client.internal.http;

import org.jspecify.annotations.NullMarked;
