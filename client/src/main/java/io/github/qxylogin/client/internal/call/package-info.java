/**
 * A call of a service: from its request to the outcome or the exception. No part of the client's
 * interface.
 */
@NullMarked
package io.github.qxylogin.client.internal.call;

import org.jspecify.annotations.NullMarked;
