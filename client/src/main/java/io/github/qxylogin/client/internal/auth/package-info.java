/**
 * What signs a call in: the token, kept, shared and renewed, and the signature. No part of the
 * client's interface.
 */
@NullMarked
package io.github.qxylogin.client.internal.auth;

import org.jspecify.annotations.NullMarked;
