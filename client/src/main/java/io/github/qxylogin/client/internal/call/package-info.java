/**
 * Calls of services, from the request to the outcome or exception. Not part of the client's API.
 */
@NullMarked
package io.github.qxylogin.client.internal.call;

import org.jspecify.annotations.NullMarked;
