/** Reads, checks and writes bodies. Not part of the client's API. */
@NullMarked
package io.github.qxylogin.client.internal.json;

import org.jspecify.annotations.NullMarked;
