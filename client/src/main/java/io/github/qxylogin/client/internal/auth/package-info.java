/** Signs calls, and fetches, shares and renews the access token. Not part of the client's API. */
@NullMarked
package io.github.qxylogin.client.internal.auth;

import org.jspecify.annotations.NullMarked;
