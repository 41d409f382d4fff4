/**
 * Bodies: how they are read and written, and what is added or refused before one is sent. No part
 * of the client's interface.
 */
@NullMarked
package io.github.qxylogin.client.internal.json;

import org.jspecify.annotations.NullMarked;
